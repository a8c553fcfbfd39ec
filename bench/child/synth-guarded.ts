import { createRequire } from 'node:module';
import { App, aws_lambda as lambda, aws_logs as logs, aws_sns as sns, Duration, Stack, Tags } from 'aws-cdk-lib';
import { AlarmSubscriber, CostGuardAlarms } from '../../src';

/**
 * 200 functions in four stacks: alone, with CostGuardAlarms, or with cdk-monitoring-constructs, as many alarms on the same metrics.
 * argv[2]: the cloud assembly's folder; argv[3]: alone, ours or peer; argv[4]: bare, for functions without a log group of their own
 */
const [outdir, kind, bare] = process.argv.slice(2);
const app = new App({ outdir });
const stacks = Array.from({ length: 4 }, (_, i) => new Stack(app, `Shop${i}`));
const functions = stacks.map((stack, s) => Array.from({ length: 50 }, (_, i) => {
  const handler = new lambda.Function(stack, `F${i}`, {
    functionName: `shop-${s}-${i}`,
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => undefined'),
    timeout: Duration.seconds(10),
    environment: { NUMBER: String(i) },
    logGroup: bare ? undefined : new logs.LogGroup(stack, `F${i}Logs`, { retention: logs.RetentionDays.THREE_MONTHS }),
  });
  Tags.of(handler).add('number', String(i));
  return handler;
}));

if (kind === 'ours') {
  new CostGuardAlarms(new Stack(app, 'Watch'), 'Guard', { watch: stacks, notify: { general: [AlarmSubscriber.email('on-call@example.com')] } });
}
if (kind === 'peer') {
  const { MonitoringFacade, SnsAlarmActionStrategy } = createRequire(__filename)('cdk-monitoring-constructs');
  stacks.forEach((stack, s) => {
    const action = new SnsAlarmActionStrategy({ onAlarmTopic: new sns.Topic(stack, 'Alerts') });
    const facade = new MonitoringFacade(stack, 'Monitoring', { alarmFactoryDefaults: { actionsEnabled: true, alarmNamePrefix: `Shop${s}`, action } });
    for (const lambdaFunction of functions[s]) {
      facade.monitorLambdaFunction({
        lambdaFunction,
        addFaultCountAlarm: { Critical: { maxErrorCount: 0 } },
        addThrottlesCountAlarm: { Critical: { maxErrorCount: 0 } },
        addMaxLatencyAlarm: { Critical: { maxLatency: Duration.seconds(8) } },
      });
    }
  });
}
app.synth();
