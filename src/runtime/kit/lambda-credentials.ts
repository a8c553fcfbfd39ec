/**
 * Stands in for @aws-sdk/credential-provider-node in the handlers' bundles. In Lambda the role's credentials are in
 * the environment and outlive the execution environment, so that looking for profiles, SSO and instance metadata is
 * 130 KB of code that never runs. `defaultProvider` is the name that the SDK's clients import.
 */
export function defaultProvider() {
  return async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
    if (!accessKeyId || !secretAccessKey) {
      throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Lambda sets them; elsewhere, set them yourself');
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  };
}
