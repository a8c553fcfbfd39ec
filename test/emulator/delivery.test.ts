import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ringing, watchAlarms } from '../../examples/reference-system/delivery/alarms';
import { smokeChecks } from '../../examples/reference-system/delivery/smoke';
import { deployed } from '../support/deployed';

test('K1: a deployment is watched in a CloudWatch, and what rings since is told', async () => {
  const client = new CloudWatchClient(deployed.clientConfig);
  const ours = { names: ['K1: errors'], prefixes: [] };
  const alarm = { Namespace: 'K1', MetricName: 'Errors', Statistic: 'Sum' as const, Period: 60, EvaluationPeriods: 1, Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' as const };
  const look = () => ringing(client, ours);
  try {
    for (const AlarmName of ['K1: errors', 'K1: another system']) {
      await client.send(new PutMetricAlarmCommand({ AlarmName, ...alarm }));
      await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: AlarmName === 'K1: errors' ? 'OK' : 'ALARM', StateReason: '1 error' }));
    }
    expect(await watchAlarms({ before: [], minutes: 0, look })).toEqual([]);
    await client.send(new SetAlarmStateCommand({ AlarmName: 'K1: errors', StateValue: 'ALARM', StateReason: '1 error' }));
    expect(await watchAlarms({ before: [], minutes: 1, look })).toEqual([{ name: 'K1: errors', reason: '1 error' }]);
    expect(await watchAlarms({ before: ['K1: errors'], minutes: 0, look })).toEqual([]);
  } finally {
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['K1: errors', 'K1: another system'] }));
    client.destroy();
  }
});

test('K1: the look from outside finds a login refused, and no collection open, on the deployed system', async () => {
  const checks = smokeChecks({ ...deployed.stacks, Site: { ...deployed.stacks.Site, SiteUrl: deployed.siteUrl! } });
  for (const { run } of checks.filter(({ name }) => !name.startsWith('the site shows its page'))) { await run(); } // that goes by HTTPS only
});
