import { createHash } from 'node:crypto';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AssetHashType, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, DockerImage, Duration, FileSystem } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** `lib/constructs/private` and `src/constructs/private` alike lie three folders below the package's root. */
const ASSETS = resolve(__dirname, '..', '..', '..', 'assets');

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
      code: bundleCode(bundle, files ?? {}),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.INFO,
    });
  }
}

/** The bundle with `files` laid beside it. The hash is of the content, so it is the same on every machine. */
function bundleCode(bundle: string, files: { readonly [name: string]: string }): lambda.Code {
  const folder = join(ASSETS, bundle);
  if (!existsSync(join(folder, 'index.js'))) {
    throw new Error(`the bundle ${folder} is missing. In a checkout of this project run 'npm run bundle'; in an installed package, install it again.`);
  }
  if (Object.keys(files).length === 0) { return lambda.Code.fromAsset(folder); }

  const hash = createHash('sha256').update(FileSystem.fingerprint(folder));
  for (const name of Object.keys(files).sort()) { hash.update(`\0${name}\0${files[name]}`); }
  return lambda.Code.fromAsset(folder, {
    assetHashType: AssetHashType.CUSTOM,
    assetHash: hash.digest('hex'),
    bundling: {
      image: DockerImage.fromRegistry('none'), // never pulled: the local bundling below always succeeds
      local: {
        tryBundle(output: string): boolean {
          cpSync(folder, output, { recursive: true });
          for (const [name, content] of Object.entries(files)) { writeFileSync(join(output, name), content); }
          return true;
        },
      },
    },
  });
}
