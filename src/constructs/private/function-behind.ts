import { aws_lambda as lambda } from 'aws-cdk-lib';

/** @returns the function itself that an alias or a version is of; undefined for one of which only the name is known */
export function functionBehind(handler: lambda.IFunction): lambda.Function | undefined {
  if (handler instanceof lambda.Alias || handler instanceof lambda.Version) { return functionBehind(handler.lambda); }
  return handler instanceof lambda.Function ? handler : undefined;
}
