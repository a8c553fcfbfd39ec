import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BundleCode } from './bundle-code';

/** Every function of the library runs here; the lowest aws-cdk-lib has no constant for it. */
const NODEJS_24 = new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS, { supportsInlineCode: true });

export interface HandlerFunctionProps {
  /** Folder of the bundle under the package's assets/. */
  readonly bundle: string;
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
}

/**
 * A function of this library: a prebuilt bundle, a role of its own that may write to its own log group and to X-Ray
 * and no more, JSON logs with a retention.
 */
export class HandlerFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    const { bundle, files, logRetention, architecture, ...rest } = props;
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
      code: new BundleCode(bundle, files ?? {}),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.INFO,
    });
  }
}
