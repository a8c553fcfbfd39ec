import {
  aws_budgets as budgets, aws_ce as ce, aws_cloudwatch as cloudwatch, Names,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmKind } from './alarm-kind';
import { metricOf, type AlarmPlan, type Thresholds } from './alarm-plan';
import type { AlertTopics } from './alert-topics';
import type { CostAnomalyProps } from './props';
import { checkKnown, checkRange } from '../private/check';
import { fail } from '../private/fail';

/** The charges of the month so far. They are told in us-east-1, several times a day, where the account's billing preferences ask for it. */
export function chargesAlarm(monthlyBudgetUsd: number, thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('estimatedCharges');
  const key = { namespace: 'AWS/Billing', metricName: 'EstimatedCharges' };
  return {
    kind: AlarmKind.BUDGET,
    subject: 'account',
    name: 'estimated charges',
    key,
    metric: metricOf(key, { Currency: 'USD' }, cloudwatch.Stats.MAXIMUM, threshold.period),
    threshold: { ...threshold, value: monthlyBudgetUsd * threshold.value / 100 },
    description: `The account's estimated charges of this month are over ${threshold.value} % of ${monthlyBudgetUsd} USD.`,
    section: 'estimated-charges',
    consolePath: '/costmanagement/home#/home',
  };
}

/** A budget that tells of what was spent, and of what will be. */
export function createBudget(scope: Construct, monthlyBudgetUsd: number, topics: AlertTopics) {
  const notice = (notificationType: string, threshold: number): budgets.CfnBudget.NotificationWithSubscribersProperty => ({
    notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscribers: [{ subscriptionType: 'SNS', address: topics.of(AlarmKind.BUDGET).topicArn }],
  });
  const budget = new budgets.CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' }),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [notice('ACTUAL', 80), notice('ACTUAL', 100), notice('FORECASTED', 100)],
  });
  budget.node.addDependency(topics); // AWS Budgets tries the topic's policy when it is made
}

/** What costs more than it did, told within a day. */
export function createCostAnomalies(scope: Construct, props: CostAnomalyProps, topics: AlertTopics) {
  const { impactUsd = 10 } = props;
  const subscription = new ce.CfnAnomalySubscription(scope, 'CostAnomalies', {
    subscriptionName: Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' }),
    frequency: 'IMMEDIATE',
    monitorArnList: [monitorArn(scope, props)],
    subscribers: [{ type: 'SNS', address: topics.of(AlarmKind.BUDGET).topicArn }],
    thresholdExpression: JSON.stringify({
      Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: [String(impactUsd)] },
    }),
  });
  subscription.node.addDependency(topics);
}

function monitorArn(scope: Construct, { monitorArn: given, tagKey, tagValues }: CostAnomalyProps): string {
  if (given !== undefined) { return given; }
  const monitorName = Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' });
  const monitor = tagKey === undefined
    ? new ce.CfnAnomalyMonitor(scope, 'CostMonitor', { monitorName, monitorType: 'DIMENSIONAL', monitorDimension: 'SERVICE' })
    : new ce.CfnAnomalyMonitor(scope, 'CostMonitor', {
      monitorName, monitorType: 'CUSTOM', monitorSpecification: JSON.stringify({ Tags: { Key: tagKey, Values: tagValues } }),
    });
  return monitor.attrMonitorArn;
}

/** @throws a synth error unless exactly one monitor is named, and an amount that costs can have */
export function checkCostAnomalies(where: string, props: CostAnomalyProps | undefined) {
  if (!props) { return; }
  const { monitorArn: arn, tagKey, tagValues, accountWide, impactUsd } = props;
  checkKnown(where, 'costAnomalies.impactUsd', impactUsd);
  checkRange(where, 'costAnomalies.impactUsd', impactUsd, 0.01, 100_000_000, 'US dollars');
  const ways = [arn !== undefined, tagKey !== undefined && (tagValues ?? []).length > 0, accountWide === true];
  if (ways.filter(Boolean).length !== 1) {
    fail({
      where,
      what: 'costAnomalies names no monitor, or more than one',
      allowed: 'monitorArn, or tagKey and tagValues, or accountWide: true (an account has one such monitor)',
      fix: 'name one of them; an existing account-wide monitor by its ARN',
    });
  }
}
