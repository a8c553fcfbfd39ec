import { aws_cloudwatch as cloudwatch, Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AlarmPlan } from './alarm-plan';

const NAME_LENGTH_MAX = 255;

/** Makes the alarm that a plan tells, under a name that a person can read at night. */
export function createAlarm(scope: Construct, prefix: string, runbookUrl: string, plan: AlarmPlan): cloudwatch.Alarm {
  const { name, metric, threshold, description, section, consolePath } = plan;
  const console = `https://${Stack.of(scope).region}.console.aws.amazon.com${consolePath.replace('REGION', Stack.of(scope).region)}`;
  return new cloudwatch.Alarm(scope, name.replace(/\//g, '-'), {
    alarmName: alarmName(scope, `${prefix}: ${name}`),
    metric,
    threshold: threshold.value,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: threshold.evaluationPeriods,
    datapointsToAlarm: threshold.datapointsToAlarm,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    alarmDescription: `${description}\nRunbook: ${runbookUrl}#${section}\nConsole: ${console}`,
  });
}

/** A name of CloudWatch's length, still unique when it is cut. */
export function alarmName(scope: Construct, name: string): string {
  if (name.length <= NAME_LENGTH_MAX) { return name; }
  const rest = Names.uniqueResourceName(scope, { maxLength: 20 });
  return `${name.slice(0, NAME_LENGTH_MAX - rest.length - name.length.toString().length - 2)} ${rest}${name.length}`;
}
