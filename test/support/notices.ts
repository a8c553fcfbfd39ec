/** Notices as SNS carries them. Shapes: the CloudWatch user guide ("Amazon SNS event destinations"), the AWS Cost Management user guide. */

export const METRIC_ALARM = {
  AlarmName: 'Watch/Guard: Shop/Orders errors',
  AlarmDescription: 'More than 0 invocations of Shop/Orders failed in 3 of 5 periods of 1 minute.\nRunbook: https://example.com/runbook#function-errors\nConsole: https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/orders?tab=monitoring',
  AWSAccountId: '111122223333',
  AlarmConfigurationUpdatedTimestamp: '2026-11-24T10:00:00.000+0000',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed: 3 out of the last 5 datapoints [4.0 (24/11/26 10:03:00), 2.0 (24/11/26 10:02:00)] were greater than the threshold (0.0) (minimum 3 datapoints for OK -> ALARM transition).',
  StateChangeTime: '2026-11-24T10:04:12.345+0000',
  Region: 'EU (Ireland)',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Watch/Guard: Shop/Orders errors',
  OldStateValue: 'OK',
  OKActions: [],
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alerts'],
  InsufficientDataActions: [],
  Trigger: { MetricName: 'Errors', Namespace: 'AWS/Lambda', StatisticType: 'Statistic', Statistic: 'SUM', Unit: null, Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 3, Threshold: 0 },
};

export const COMPOSITE_ALARM = {
  AlarmName: 'Watch/Guard: errors',
  AlarmDescription: 'At least one of 6 alarms on errors rings: it is named among the triggering children.',
  AWSAccountId: '111122223333',
  NewStateValue: 'ALARM',
  NewStateReason: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Watch/Guard: Shop/Orders errors transitioned to ALARM at Tuesday 24 November, 2026 10:04:12 UTC',
  StateChangeTime: '2026-11-24T10:04:12.400+0000',
  Region: 'EU (Ireland)',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Watch/Guard: errors',
  OKActions: [],
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alerts'],
  AlarmRule: 'ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Watch/Guard: Shop/Orders errors")',
  OldStateValue: 'OK',
  TriggeringChildren: [{
    Arn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Watch/Guard: Shop/Orders errors',
    State: { Value: 'ALARM', Timestamp: '2026-11-24T10:04:12.345+0000' },
  }],
};

export const BUDGET = `AWS Budget Notification November 24, 2026
AWS Account 111122223333

Dear AWS Customer,

You requested that we alert you when the ACTUAL Cost associated with your shop budget is greater than $200.00 for the current month. The ACTUAL Cost associated with this budget is $214.30. You can find additional details below and by accessing the AWS Budgets dashboard [1].

Budget Name: shop
Budget Type: Cost
Budgeted Amount: $250.00
Alert Type: ACTUAL
Alert Threshold: > $200.00
ACTUAL Amount: $214.30

[1] https://console.aws.amazon.com/billing/home#/budgets
`;

export const COST_ANOMALY = {
  accountId: '111122223333',
  anomalyDetailsLink: 'https://console.aws.amazon.com/cost-management/home#/anomaly-detection/monitors/abc/anomalies/def',
  anomalyEndDate: '2026-11-24T00:00:00Z',
  anomalyId: 'def',
  anomalyScore: { currentScore: 0.47, maxScore: 0.47 },
  anomalyStartDate: '2026-11-22T00:00:00Z',
  dimensionalValue: 'Amazon DynamoDB',
  impact: { maxImpact: 151.2, totalActualSpend: 1_301, totalExpectedSpend: 300, totalImpact: 1_001, totalImpactPercentage: 333.67 },
  monitorArn: 'arn:aws:ce::111122223333:anomalymonitor/abc',
  monitorName: 'shop',
  monitorType: 'CUSTOM',
  rootCauses: [{ linkedAccount: '111122223333', region: 'eu-west-1', service: 'Amazon DynamoDB', usageType: 'EU-WriteRequestUnits' }],
  subscriptionId: '874c135c-0b33-4b3a-8a0c-d6b1b7f0a3e1',
  subscriptionName: 'shop',
};
