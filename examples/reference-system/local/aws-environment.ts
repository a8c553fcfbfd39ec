import { dirname, delimiter, join } from 'node:path';

/** Root of the repository. */
export const REPOSITORY = join(__dirname, '..', '..', '..');
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export const endpointOf = (port: number) => `http://127.0.0.1:${port}`;

/**
 * The whole environment of the engine, of the handlers that inherit it, and of the CDK: nothing of the caller's, so
 * that no profile, credential or endpoint of a real account can be reached by mistake.
 */
export function awsEnvironment(home: string, port: number): { [name: string]: string } {
  return {
    PATH: [dirname(process.execPath), join(REPOSITORY, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    LANG: 'C.UTF-8',
    AWS_ENDPOINT_URL: endpointOf(port),
    AWS_ENDPOINT_URL_S3: endpointOf(port),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
