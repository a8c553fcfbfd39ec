/** One message for people. */
export interface Notice {
  readonly mood: 'good' | 'bad';
  readonly title: string;
  readonly lines: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

type Members = { readonly [member: string]: any };

/**
 * What a topic was told by CloudWatch, AWS Budgets or Cost Anomaly Detection, and anything else as it is.
 * @param message of SNS
 * @param subject of SNS, if it had one
 */
export function readNotice(message: string, subject: string | undefined): Notice {
  const members = jsonOf(message);
  if (isText(members?.AlarmName) && isText(members?.NewStateValue)) { return alarmNotice(members!); }
  if (isText(members?.anomalyId)) { return anomalyNotice(members!); }
  if (message.startsWith('AWS Budget')) { return budgetNotice(message, subject); }
  return { mood: 'bad', title: subject || 'Notice', lines: [message], links: [] };
}

function alarmNotice(alarm: Members): Notice {
  const { AlarmName, AlarmDescription, NewStateValue, NewStateReason, StateChangeTime, Region, AWSAccountId, AlarmArn, TriggeringChildren } = alarm;
  const described = String(AlarmDescription ?? '').split('\n').filter(Boolean);
  const links = described.flatMap((line) => {
    const [, text, url] = /^(\w+): (https:\/\/\S+)$/.exec(line) ?? [];
    return url ? [{ text, url }] : [];
  });
  const region = isText(AlarmArn) ? AlarmArn.split(':')[3] : undefined;
  if (region) {
    const name = encodeURIComponent(AlarmName);
    links.push({ text: 'Alarm', url: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${name}` });
  }
  // Objects with an Arn; in the schema that AWS documents, the ARNs themselves.
  const children: unknown[] = Array.isArray(TriggeringChildren) ? TriggeringChildren.map((child) => child?.Arn ?? child) : [];
  const ringing = children.filter(isText).map((arn) => arn.split(':').slice(6).join(':'));
  return {
    mood: NewStateValue === 'OK' ? 'good' : 'bad',
    title: `${NewStateValue}: ${AlarmName}`,
    lines: [
      ...described.filter((line) => !links.some(({ text, url }) => line === `${text}: ${url}`)),
      ...ringing.map((name) => `Rings: ${name}`),
      ...isText(NewStateReason) ? [NewStateReason] : [],
      `Account ${AWSAccountId}, ${Region}, ${String(StateChangeTime).slice(0, 16).replace('T', ' ')} UTC`,
    ],
    links,
  };
}

function anomalyNotice({ impact = {}, dimensionalValue, anomalyStartDate, rootCauses, anomalyDetailsLink }: Members): Notice {
  const usd = (amount: unknown) => `${Number(amount).toFixed(2)} USD`;
  const causes: Members[] = Array.isArray(rootCauses) ? rootCauses : [];
  return {
    mood: 'bad',
    title: `Unusual costs: ${usd(impact.totalImpact)} more than expected${isText(dimensionalValue) ? ` (${dimensionalValue})` : ''}`,
    lines: [
      `${usd(impact.totalActualSpend)} instead of ${usd(impact.totalExpectedSpend)} since ${String(anomalyStartDate).slice(0, 10)}`,
      ...causes.map((cause) => [cause?.service, cause?.region, cause?.usageType, cause?.linkedAccount && `account ${cause.linkedAccount}`].filter(Boolean).join(', ')),
    ],
    links: isText(anomalyDetailsLink) ? [{ text: 'Details', url: anomalyDetailsLink }] : [],
  };
}

const BUDGET_LINES = /^(?:Budgeted Amount|Alert Type|Alert Threshold|(?:ACTUAL|FORECASTED) Amount): .+$/gm;

function budgetNotice(message: string, subject: string | undefined): Notice {
  const lines = message.match(BUDGET_LINES) ?? [];
  const url = /https:\/\/\S+/.exec(message)?.[0];
  return {
    mood: 'bad',
    title: subject || message.split('\n')[0],
    lines: lines.length > 0 ? lines : [message],
    links: url ? [{ text: 'Budgets', url }] : [],
  };
}

function jsonOf(text: string): Members | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
