import { createHash } from 'node:crypto';
import { aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AlarmPlan } from './alarm-plan';

const NAME_LENGTH_MAX = 255;

/** Makes the alarm that a plan tells, under a name that a person can read at night. */
export function createAlarm(scope: Construct, prefix: string, runbookUrl: string, plan: AlarmPlan): cloudwatch.Alarm {
  const { name, metric, threshold, description, section, consolePath } = plan;
  const console = `https://${Stack.of(scope).region}.console.aws.amazon.com${consolePath.replace('REGION', Stack.of(scope).region)}`;
  return new cloudwatch.Alarm(scope, name.replace(/\//g, '-'), {
    alarmName: alarmName(`${prefix}: ${name}`),
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
export function alarmName(name: string): string {
  if (name.length <= NAME_LENGTH_MAX) { return name; }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, NAME_LENGTH_MAX - digest.length - 1)} ${digest}`;
}
