import { Annotations, aws_cloudwatch as cloudwatch, aws_sns as sns, Aspects, Names, Resource, Stack, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { accountAlarm, gatewayAlarm, keyRequestsAlarm, tableCapacityAlarms } from './account-alarms';
import { AlarmGroup, type AlarmStyle } from './alarm-group';
import { Thresholds } from './alarm-plan';
import { AlarmPreset } from './alarm-thresholds';
import { AlertTopics, checkNotifications } from './alert-topics';
import { createDashboards, shownOn } from './dashboards';
import { ExistingAlarms, type AnyAlarm } from './existing-alarms';
import { memoryAlarms } from './memory-alarms';
import { chargesAlarm, checkCostAnomalies, createBudget, createCostAnomalies } from './money';
import { checkObjectives, createObjectives } from './objectives';
import type { CostGuardAlarmsProps } from './props';
import { alarmsFor } from './resource-alarms';
import { checkTemplates } from './template-limits';
import { checkThresholds } from './thresholds';
import { createTrafficAlarm, TRAFFIC_KIND } from './traffic';
import { findWatched, labelOf, type Watched, type WatchedApi, type WatchedFunction } from './watched';
import { RUNBOOK_URL } from '../private/alarm';
import { checkKnown, checkPattern, checkRange } from '../private/check';
import { fail } from '../private/fail';
import { hasExplicitEnv, rootStackOf, scopeAfter } from '../private/support-stack';

/** Names of another stack that a guard may refer to: its outputs, and some for what else it exports. */
const EXPORTS_MAX = 180;

/**
 * Alarms that reach somebody: finds functions, APIs, tables, queues, topics, streams, distributions and buckets in the construct tree, and makes the
 * alarms of their kind. What a construct watches itself is not watched twice.
 */
export class CostGuardAlarms extends Construct {
  /** The topic that is told of every kind without subscribers of its own. */
  public readonly topic: sns.ITopic;
  private readonly topics: AlertTopics;
  private readonly topicName: string;
  private readonly style: AlarmStyle;
  private readonly thresholds: Thresholds;
  private usEast1?: { readonly group: AlarmGroup; readonly topics: AlertTopics };

  constructor(scope: Construct, id: string, private readonly props: CostGuardAlarmsProps) {
    super(scope, id);
    checkProps(this.node.path, props);
    const { runbookUrl = RUNBOOK_URL, onePagePerIncident = true, preset = AlarmPreset.GENERAL, thresholds = {} } = props;
    const { monthlyBudgetUsd, costAnomalies } = props;
    const stack = rootStackOf(this);
    this.style = { prefix: `${stack.stackName}/${this.node.path.slice(stack.node.path.length + 1)}`, runbookUrl, onePagePerIncident };
    this.thresholds = new Thresholds(preset, thresholds);
    this.topicName = props.topicName ?? `${Names.uniqueResourceName(this, { maxLength: 200, separator: '-', allowedSpecialCharacters: '-_' })}-alerts`;
    this.topics = new AlertTopics(this, 'Alerts', props.notify, this.topicName);
    this.topic = this.topics.general;
    const here = new AlarmGroup(this, this.topics, this.style);
    if (monthlyBudgetUsd !== undefined) {
      this.groupInUsEast1(here, 'monthlyBudgetUsd').add([chargesAlarm(monthlyBudgetUsd, this.thresholds)]);
      createBudget(this, monthlyBudgetUsd, this.topics);
    }
    if (costAnomalies) { createCostAnomalies(this, costAnomalies, this.topics); }

    // At synth, when everything that the app declares is there.
    let built = false;
    Aspects.of(this).add({
      visit: (node) => {
        if (node !== this || built) { return; }
        built = true;
        this.watchAll(here);
      },
    });
  }

  private watchAll(here: AlarmGroup) {
    const { watch, exclude = [] } = this.props;
    const existing = ExistingAlarms.below(this.node.root, this);
    const watched = findWatched(watch, exclude);
    const alarmed = watched.filter(({ kind }) => kind !== 'bucket' || this.thresholds.of('bucketServerErrors').enabled);
    const global = alarmed.filter(({ kind, resource }) => kind === 'distribution' || kind === 'topic' && Stack.of(resource).region === 'us-east-1');
    const local = alarmed.filter((one) => !global.includes(one));
    const shown = this.props.dashboards ?? true ? shownOn(this, watched) : [];
    checkRegions(this, local);
    checkExports(this, [...new Set([...local, ...shown])]);
    const plansOf = (some: readonly Watched[]) => some.flatMap((one) => alarmsFor(one, this.thresholds).filter((plan) => !existing.has(plan, one)));
    here.add(plansOf(local));
    const functions = local.filter((one): one is WatchedFunction => one.kind === 'function');
    const apis = local.filter((one): one is WatchedApi => one.kind === 'api');
    here.add([
      ...functions.length > 0 ? [accountAlarm(this.thresholds)] : [],
      ...gatewayAlarm(apis, this.thresholds),
      ...local.some((one) => one.kind === 'table' && one.isProvisioned) ? tableCapacityAlarms(this.thresholds) : [],
      keyRequestsAlarm(this.thresholds),
    ]);
    here.add(memoryAlarms(functions, this.thresholds));
    this.watchApis(here, apis);
    const far = plansOf(global);
    if (far.length > 0 && hasExplicitEnv(this)) {
      this.groupInUsEast1(here, 'watch').add(far);
    } else if (far.length > 0) {
      Annotations.of(this).addWarningV2('serverless-inteligente:cost-guard-alarms.distributions', `${this.node.path}: ${far.map(({ subject }) => subject).join(', ')} has no alarm: it would be in us-east-1, and the stack has no explicit env`);
    }
    here.connect();
    if (this.usEast1?.group !== here) { this.usEast1?.group.connect(); }
    if (this.props.dashboards ?? true) {
      createDashboards(new Construct(this, 'Dashboards'), this.style.prefix, { watched: shown, alarms: here.all(), objectives: this.props.objectives });
    }
    existing.warnOfUnheard(watch, exclude);
    this.giveVoice(existing.silentBelow(watch, exclude), here);
    this.topics.subscribeOfAllRegions(this.usEast1?.topics === this.topics ? undefined : this.usEast1?.topics);
    const alarms = [...here.all(), ...this.usEast1?.group.all() ?? []];
    checkTemplates(this, [...new Set([this, ...alarms, ...this.usEast1 ? [this.usEast1.topics] : []].map((one) => Stack.of(one)))]);
  }

  private watchApis(here: AlarmGroup, apis: readonly WatchedApi[]) {
    const { objectives, trafficAnomalies = true } = this.props;
    if (trafficAnomalies) {
      const scope = new Construct(this, 'Traffic');
      for (const api of apis) { here.addAlarm(TRAFFIC_KIND, createTrafficAlarm(scope, this.style, api).node.defaultChild as cloudwatch.CfnAlarm); }
    }
    if (objectives) {
      const scope = new Construct(this, 'Objectives');
      for (const api of apis) { createObjectives(scope, this.style, api, objectives, this.topics); }
    }
  }

  /** An alarm of a watched construct that tells nobody tells the guard's subscribers, where there is a topic in its region. */
  private giveVoice(alarms: readonly AnyAlarm[], here: AlarmGroup) {
    for (const alarm of alarms) {
      const { region } = Stack.of(alarm);
      if (region === Stack.of(this).region || Token.isUnresolved(region)) {
        here.giveVoice(alarm);
      } else if (region === 'us-east-1' && hasExplicitEnv(this)) {
        this.groupInUsEast1(here, 'watch').giveVoice(alarm);
      } else {
        fail({
          where: this.node.path,
          what: `the alarm ${labelOf(alarm)} is in ${region} and tells nobody, and the guard has no topic there`,
          allowed: 'alarms of the guard\'s region; those of us-east-1 where the guard\'s stack has an explicit env',
          fix: `give it an action, or exclude it and watch it by a CostGuardAlarms in a stack of ${region}`,
        });
      }
    }
  }

  /** The alarms whose metrics are in us-east-1 whatever the stack's region, with topics and subscribers there. */
  private groupInUsEast1(here: AlarmGroup, prop: string): AlarmGroup {
    if (!this.usEast1) {
      const scope = scopeAfter(this, prop);
      const topics = scope === this ? this.topics : new AlertTopics(scope, 'Alerts', this.props.notify, this.topicName);
      this.usEast1 = { topics, group: scope === this ? here : new AlarmGroup(scope, topics, this.style) };
      // It names topics and functions of this one without referring to them.
      if (scope !== this) { Stack.of(scope).addDependency(Stack.of(this)); }
    }
    return this.usEast1.group;
  }
}

/** @throws a synth error for a stack that would have to export more names than it has outputs */
function checkExports(guard: Construct, watched: readonly Watched[]) {
  const unnamed = watched.filter(({ resource, name }) => Stack.of(resource) !== Stack.of(guard) && Token.isUnresolved(name));
  for (const stack of new Set(unnamed.map(({ resource }) => Stack.of(resource)))) {
    const count = unnamed.filter(({ resource }) => Stack.of(resource) === stack).length;
    if (count <= EXPORTS_MAX) { continue; }
    fail({
      where: guard.node.path,
      what: `${stack.node.path} would export the names of ${count} resources`,
      given: count,
      allowed: `${EXPORTS_MAX}, since a stack has 200 outputs (CloudFormation)`,
      fix: `put the CostGuardAlarms into ${stack.node.path}, or give what it watches names of its own`,
    });
  }
}

/** @throws a synth error for what is in another account or region, where no alarm of this one sees it */
function checkRegions(guard: Construct, watched: readonly Watched[]) {
  const { account, region } = Stack.of(guard);
  const isOther = (there: string, here: string) => there !== here && !Token.isUnresolved(there) && !Token.isUnresolved(here);
  for (const { resource, label } of watched) {
    const other = Stack.of(resource);
    const refuse = (is: string, here: string, allowed: string, stack: string) => fail({
      where: guard.node.path,
      what: `${label} is in ${is}, and the guard in ${here}, where its metrics are not`,
      allowed,
      fix: `exclude it, and watch it by a CostGuardAlarms in a stack of ${stack}`,
    });
    if (isOther(other.account, account)) { refuse(`account ${other.account}`, account, `what is in account ${account}`, `account ${other.account}`); }
    if (isOther(other.region, region)) { refuse(other.region, region, `what is in ${region}, and distributions`, other.region); }
  }
}

/** @throws a synth error for what the app refers to and does not declare: the tree holds nothing of it */
function checkOwned(where: string, watch: readonly IConstruct[]) {
  for (const one of watch) {
    if (!Resource.isResource(one) || Resource.isOwnedResource(one)) { continue; }
    fail({
      where,
      what: `watch holds ${one.node.path}, which is imported`,
      allowed: 'what this app declares',
      fix: 'watch it by a CostGuardAlarms of the app that declares it',
    });
  }
}

function checkProps(where: string, props: CostGuardAlarmsProps) {
  const { watch, notify, preset = AlarmPreset.GENERAL, thresholds, topicName, runbookUrl, objectives, monthlyBudgetUsd, costAnomalies } = props;
  if (watch.length === 0) {
    fail({ where, what: 'watch is empty, so nothing is watched', allowed: 'stacks or constructs', fix: 'give watch: [stack]' });
  }
  checkOwned(where, watch);
  checkNotifications(where, notify);
  checkKnown(where, 'topicName', topicName);
  checkKnown(where, 'monthlyBudgetUsd', monthlyBudgetUsd);
  checkThresholds(where, preset, thresholds);
  checkObjectives(where, objectives);
  checkRange(where, 'monthlyBudgetUsd', monthlyBudgetUsd, 1, 100_000_000, 'US dollars');
  checkCostAnomalies(where, costAnomalies);
  checkPattern(where, 'topicName', topicName, /^[A-Za-z0-9_-]{1,240}$/, '1 to 240 letters, digits, _ or -');
  checkPattern(where, 'runbookUrl', runbookUrl, /^https:\/\/[^\s#]+$/, 'an https URL without a fragment');
}
