import { Aspects, CfnResource, IAspect } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { MODELS, USAGE_NAMES } from '../../pricing/models';
import { checkUsage, USAGE_METADATA } from '../../pricing/usage';
import { fail } from '../private/fail';

/**
 * How much a construct is used, said next to it: what `serverless-inteligente cost` and `MonthlyCostLimit` reckon with.
 *
 * @example
 * import { ServerlessCrudApi, UsageAssumptions } from 'serverless-inteligente';
 * declare const api: ServerlessCrudApi;
 * UsageAssumptions.of(api).assume({ requests: 3_000_000, responseKB: 4 }); // of its REST API, a month
 * UsageAssumptions.of(api).assume({ durationMs: 40 }); // of each of its functions
 */
export class UsageAssumptions {
  /**
   * What is to be said of a construct, and of everything in it.
   * @param scope a construct of this library or of the CDK
   */
  public static of(scope: IConstruct): UsageAssumptions { return new UsageAssumptions(scope); }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Says amounts a month of every resource in the construct whose type has usage of all these names. What is said further in,
   * or later, comes first; a usage file comes before both. It is written into the template as metadata, which changes nothing
   * that runs.
   *
   * @param amounts by the names of docs/cost.md, each 0 or more
   * @throws a synth error for an unknown name, a negative amount, and where no resource takes them
   */
  public assume(amounts: { [name: string]: number }): void {
    const where = this.scope.node.path;
    const takers = [...USAGE_NAMES].filter(([, usage]) => Object.keys(amounts).every((name) => name in usage)).map(([type]) => type);
    if (takers.length === 0 || Object.keys(amounts).length === 0) {
      const allowed = [...USAGE_NAMES].map(([type, usage]) => `${type}: ${Object.keys(usage).join(', ')}`).join('; ');
      fail({ where, what: 'no resource type has usage of these names', given: Object.keys(amounts), allowed, fix: 'say the usage of one type at a time' });
    }
    for (const type of takers) { checkUsage(amounts, `${where}: usage`, MODELS.get(type)!.usage); }

    const aspect = new WritesUsage(takers, amounts);
    Aspects.of(this.scope).add(aspect);
    this.scope.node.addValidation({
      validate: () => (aspect.written > 0 ? [] : [
        `nothing in ${where} takes the usage ${Object.keys(amounts).join(', ')}. Allowed: a construct with ${takers.join(' or ')} in it. `
        + 'Fix: say it of another construct',
      ]),
    });
  }
}

class WritesUsage implements IAspect {
  public written = 0;

  constructor(private readonly types: readonly string[], private readonly amounts: { readonly [name: string]: number }) {}

  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || !this.types.includes(node.cfnResourceType)) { return; }
    node.addMetadata(USAGE_METADATA, { ...node.getMetadata(USAGE_METADATA), ...this.amounts });
    this.written++;
  }
}
