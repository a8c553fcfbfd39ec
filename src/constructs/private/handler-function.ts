import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_sns as sns, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BundleCode } from './bundle-code';
import { NODEJS_24 } from './runtime';
import { layeredBundleOf, type SharedLayer } from './shared-layer';
import { PeakHours } from '../peak-hours/peak-hours';
import type { PeakSchedule } from '../peak-hours/props';

export interface HandlerFunctionProps {
  /** Folder of the bundle under the package's assets/. */
  readonly bundle: string;
  /** What the functions of its API have in common, where the bundle is to be its own part alone. */
  readonly layer?: SharedLayer;
  /** Files, by name, laid beside the bundle: what is known only at synth and may outgrow the environment. */
  readonly files?: { readonly [name: string]: string };
  readonly description: string;
  readonly environment: { [name: string]: string };
  readonly functionName?: string;
  readonly architecture?: lambda.Architecture;
  /** MiB. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly logRetention: logs.RetentionDays;
  /** When environments are ready. */
  readonly peakHours?: PeakSchedule;
  /** Told when none was ready at those hours. */
  readonly alarmTopic?: sns.ITopic;
}

/**
 * A function of this library: a prebuilt bundle, a role of its own that may write to its own log group and to X-Ray
 * and no more, JSON logs with a retention.
 */
export class HandlerFunction extends lambda.Function {
  /** What is to be invoked: the alias where there are peak hours, else the function itself. */
  public readonly invoked: lambda.IFunction;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    const { bundle, layer, files, logRetention, architecture, peakHours, alarmTopic, ...rest } = props;
    const logGroup = new logs.LogGroup(scope, `${id}Logs`, { retention: logRetention });
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Execution role of: ${props.description}`,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      ...rest,
      role,
      logGroup,
      runtime: NODEJS_24,
      handler: 'index.handler',
      architecture: architecture ?? lambda.Architecture.ARM_64,
      code: new BundleCode(layer ? layeredBundleOf(bundle) : bundle, files ?? {}),
      layers: layer && [layer],
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.INFO,
    });
    this.invoked = peakHours ? new PeakHours(this, 'PeakHours', { ...peakHours, handler: this, alarmTopic }).alias : this;
  }

  /** Of the function and not of its alias, under which it would be another mapping: a stream would be read from its beginning. */
  public override addEventSourceMapping(id: string, options: lambda.EventSourceMappingOptions): lambda.EventSourceMapping {
    const mapping = super.addEventSourceMapping(id, options);
    if (this.invoked !== this) { (mapping.node.defaultChild as lambda.CfnEventSourceMapping).functionName = this.invoked.functionArn; }
    return mapping;
  }
}
