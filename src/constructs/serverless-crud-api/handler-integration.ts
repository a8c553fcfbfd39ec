import { aws_apigateway as apigateway, aws_iam as iam, aws_lambda as lambda, Aws } from 'aws-cdk-lib';

/**
 * Lambda proxy integration. CDK's LambdaIntegration gives the function two permissions for each method; these are given
 * by `allowInvocation`, once a function, which keeps a resource under 25 of a stack's 500.
 *
 * @param cacheKeyParameters what tells one cached answer from another, where the method is cached
 */
export function handlerIntegration(handler: lambda.IFunction, cacheKeyParameters?: string[]): apigateway.Integration {
  return new apigateway.Integration({
    type: apigateway.IntegrationType.AWS_PROXY,
    integrationHttpMethod: 'POST',
    uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
    ...(cacheKeyParameters && { options: { cacheKeyParameters } }),
  });
}

/** @param path that the function answers in the stage, `/*` for any */
export function allowInvocation(handler: lambda.IFunction, api: apigateway.RestApi, stageName: string, path: string) {
  handler.addPermission('ApiGateway', {
    principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: api.arnForExecuteApi('*', path, stageName),
  });
}
