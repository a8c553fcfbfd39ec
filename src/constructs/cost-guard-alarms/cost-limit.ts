import { readFileSync } from 'node:fs';
import { IPolicyValidationContextBeta1, IPolicyValidationPluginBeta1, PolicyValidationPluginReportBeta1, PolicyViolationBeta1 } from 'aws-cdk-lib';
import { Assembly } from '../../pricing/assembly';
import { readTemplates } from '../../pricing/cloud-assembly';
import { estimate, Estimate } from '../../pricing/estimate';
import { USAGE_NAMES } from '../../pricing/models';
import { parsePriceTable, shippedPrices } from '../../pricing/price-table';
import { parseUsageFile } from '../../pricing/usage';
import { checkRange } from '../private/check';

/** Resources that a report names, the most expensive ones. */
const NAMED = 5;

/** Props of MonthlyCostLimit. */
export interface MonthlyCostLimitProps {
  /** What all stacks of the app may cost together, US dollars a month, 0 to 1,000,000,000. */
  readonly maxMonthlyUsd: number;
  /**
   * Path of a JSON file with amounts a month, as docs/cost.md describes it.
   * @default - what `UsageAssumptions` says, and the defaults
   */
  readonly usageFile?: string;
  /**
   * Path of a table of prices, as `npx serverless-inteligente prices` writes it.
   * @default - us-east-1's, which ships with the package
   */
  readonly pricesFile?: string;
  /**
   * Deduct what AWS gives each account free each month for good.
   * @default false
   */
  readonly freeTier?: boolean;
  /**
   * Let the app have resources of which the cost is not known, and which are not in the sum. They are named either way.
   * @default true
   */
  readonly allowUnknown?: boolean;
}

/**
 * Fails the synth of an app that would cost more than it may: a policy validation plugin of the CDK, without account or token.
 *
 * @example
 * import { App } from 'aws-cdk-lib';
 * import { MonthlyCostLimit } from 'serverless-inteligente';
 * new App({ policyValidationBeta1: [new MonthlyCostLimit({ maxMonthlyUsd: 200 })] });
 */
export class MonthlyCostLimit implements IPolicyValidationPluginBeta1 {
  /** As it is shown in the report. */
  public readonly name: string = 'serverless-inteligente-cost';
  /** What it checks. */
  public readonly ruleIds?: string[] = ['max-monthly-usd', 'unknown-cost'];

  constructor(private readonly props: MonthlyCostLimitProps) {
    checkRange('MonthlyCostLimit', 'maxMonthlyUsd', props.maxMonthlyUsd, 0, 1e9, 'US dollars a month');
  }

  /** Called by the CDK after synthesis. */
  public validate(context: IPolicyValidationContextBeta1): PolicyValidationPluginReportBeta1 {
    if (!isOtherLanguage()) { return this.report(context); }
    let report: PolicyValidationPluginReportBeta1;
    try {
      report = this.report(context);
    } catch (error) {
      return throwing((error as Error).message);
    }
    const [violation] = report.violations;
    return violation ? throwing(`MonthlyCostLimit: ${violation.description} Fix: ${violation.fix}.`) : report;
  }

  private report(context: IPolicyValidationContextBeta1): PolicyValidationPluginReportBeta1 {
    const { usageFile, pricesFile, freeTier, allowUnknown, maxMonthlyUsd } = this.props;
    const assembly = readTemplates(context.templatePaths);
    const cost = estimate(assembly, {
      prices: pricesFile === undefined ? shippedPrices() : parsePriceTable(readJson(pricesFile, 'pricesFile'), pricesFile),
      usage: usageFile === undefined ? {} : parseUsageFile(readJson(usageFile, 'usageFile'), usageFile, USAGE_NAMES),
      usageName: usageFile,
      freeTier,
    });
    const violations = [
      ...cost.monthlyUsd > maxMonthlyUsd ? [tooExpensive(cost, assembly, maxMonthlyUsd)] : [],
      ...allowUnknown === false && cost.unknown.length > 0 ? [ofUnknownCost(cost, assembly)] : [],
    ];
    return { success: violations.length === 0, violations, metadata: { ...summaryOf(cost), maxMonthlyUsd: maxMonthlyUsd.toFixed(2) } };
  }
}

/** Whether the app is written in a language that runs the CDK in a process of its own: jsii says so to that process alone. */
function isOtherLanguage(): boolean {
  // eslint-disable-next-line no-restricted-globals
  return (process.env.JSII_AGENT ?? '') !== '';
}

/**
 * A report that ends the synth. The CDK answers a failure with the exit code of its own process alone, and takes what a plugin throws for
 * a failure, too; an app in Python, Java, Go or C# would end well. What is thrown while the report is printed reaches the app.
 */
function throwing(message: string): PolicyValidationPluginReportBeta1 {
  const violation: PolicyViolationBeta1 = {
    ruleName: 'max-monthly-usd', get description(): string { throw new Error(message); }, violatingResources: [],
  };
  return { success: false, violations: [violation] };
}

function tooExpensive(cost: Estimate, assembly: Assembly, max: number): PolicyViolationBeta1 {
  return {
    ruleName: 'max-monthly-usd',
    description: `The app costs ${cost.monthlyUsd.toFixed(2)} USD a month, more than the ${max.toFixed(2)} it may. `
      + `Most of it: ${cost.services.slice(0, NAMED).map(({ service, usd }) => `${service} ${usd.toFixed(2)}`).join(', ')}.`,
    fix: 'correct the amounts that it assumes (UsageAssumptions, or usageFile), make the app cheaper, or raise maxMonthlyUsd. '
      + '`npx serverless-inteligente cost cdk.out` lists every resource and assumption',
    severity: 'error',
    ruleMetadata: summaryOf(cost),
    violatingResources: cost.resources.slice(0, NAMED).filter(({ usd }) => usd > 0).map(({ resource, usd }) => ({
      resourceLogicalId: resource.logicalId,
      templatePath: fileOf(assembly, resource.stack),
      locations: [`${usd.toFixed(2)} USD a month`],
    })),
  };
}

function ofUnknownCost(cost: Estimate, assembly: Assembly): PolicyViolationBeta1 {
  return {
    ruleName: 'unknown-cost',
    description: `Of these types nothing is known, and they are not in the sum: ${cost.unknown.map(({ type }) => type).join(', ')}.`,
    fix: 'leave allowUnknown out and estimate them by hand, or take them out of the app',
    severity: 'error',
    violatingResources: cost.unknown.flatMap(({ type, resources }) => resources
      .map(({ logicalId, stack }) => ({ resourceLogicalId: logicalId, templatePath: fileOf(assembly, stack), locations: [type] }))),
  };
}

function summaryOf({ monthlyUsd, priceRegion, asOf, freeTier, unknown }: Estimate): { [name: string]: string } {
  return {
    monthlyUsd: monthlyUsd.toFixed(2),
    prices: `${priceRegion}, ${asOf}${freeTier ? ', less the free tier' : ''}`,
    unknown: unknown.map(({ type, count }) => `${count} ${type}`).join(', ') || 'nothing',
  };
}

function fileOf(assembly: Assembly, stack: string): string {
  return assembly.stacks.find(({ name }) => name === stack)?.file ?? stack;
}

function readJson(file: string, prop: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`MonthlyCostLimit: ${prop} can't be read, got ${JSON.stringify(file)} (${(error as Error).message}). Allowed: a JSON file. Fix: correct the path or the file.`);
  }
}
