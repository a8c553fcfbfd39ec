import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { fail } from './fail';

/** Where CloudFront takes its certificates, its firewalls and its log deliveries from, and puts its metrics. */
const CLOUDFRONT_REGION = 'us-east-1';

/** Whether account and region of the construct's stack are known at synth. */
export function hasExplicitEnv(scope: Construct): boolean {
  const { account, region } = Stack.of(scope);
  return !Token.isUnresolved(account) && !Token.isUnresolved(region);
}

/** @throws a synth error where they are not */
export function requireExplicitEnv(scope: Construct, prop: string) {
  if (hasExplicitEnv(scope)) { return; }
  fail({
    where: scope.node.path,
    what: `${prop} needs a stack with an explicit env, since some of it must be in ${CLOUDFRONT_REGION} whatever the stack's region`,
    allowed: 'an account and a region known at synth',
    fix: `give the stack env: { account, region }, and bootstrap the account's ${CLOUDFRONT_REGION}: npx cdk bootstrap aws://<account>/${CLOUDFRONT_REGION}`,
  });
}

/** The site's own scope in us-east-1 that is deployed before the distribution, which refers to what is in it. */
export function scopeBefore(site: Construct, prop: string): Construct {
  requireExplicitEnv(site, prop);
  const stack = Stack.of(site);
  if (stack.region !== CLOUDFRONT_REGION && !stack._crossRegionReferences) {
    fail({
      where: site.node.path,
      what: `${prop} refers to ${CLOUDFRONT_REGION} from ${stack.region}, and the stack has no crossRegionReferences`,
      allowed: `a stack with crossRegionReferences, or in ${CLOUDFRONT_REGION}`,
      fix: 'give the stack crossRegionReferences: true',
    });
  }
  return scopeIn(site, '', 'what CloudFront needs');
}

/** The site's own scope in us-east-1 that is deployed after the distribution, to which what is in it refers. */
export function scopeAfter(site: Construct, prop: string): Construct {
  requireExplicitEnv(site, prop);
  return scopeIn(site, '-monitoring', 'what watches CloudFront');
}

/** The stack that is deployed with what is in it: that of a nested one, whose own name is known to CloudFormation only. */
export function rootStackOf(scope: IConstruct): Stack {
  const stack = Stack.of(scope);
  return stack.nestedStackParent ? rootStackOf(stack.nestedStackParent) : stack;
}

/** What of a stack, or of something in it, is in its stacks of us-east-1. */
export function farPartsOf(scope: IConstruct): IConstruct[] {
  const stage = Stage.of(scope);
  if (!stage || !scope.node.scopes.some(Stack.isStack)) { return []; }
  const stack = rootStackOf(scope);
  const far = ['', '-monitoring'].flatMap((suffix) => stage.node.tryFindChild(farId(stack, suffix)) ?? []);
  if (scope === stack) { return far; }
  const name = farName(scope);
  return far.flatMap(({ node }) => node.children.filter(({ node: { id } }) => id === name || id.startsWith(`${name}-`)));
}

const farId = (stack: Stack, suffix: string) => `${stack.node.id}-${CLOUDFRONT_REGION}${suffix}`;
const farName = (scope: IConstruct) => scope.node.path.slice(rootStackOf(scope).node.path.length + 1).replace(/\//g, '-');

function scopeIn(site: Construct, suffix: string, what: string): Construct {
  const stack = rootStackOf(site);
  if (stack.region === CLOUDFRONT_REGION) { return site; }
  const stage = Stage.of(site)!;
  const id = farId(stack, suffix);
  const existing = stage.node.tryFindChild(id) as Stack | undefined;
  const support = existing ?? new Stack(stage, id, {
    stackName: `${stack.stackName}-${CLOUDFRONT_REGION}${suffix}`,
    description: `${stack.stackName}: ${what}, which must be in ${CLOUDFRONT_REGION}`,
    env: { account: stack.account, region: CLOUDFRONT_REGION },
    crossRegionReferences: true,
  });
  const name = farName(site);
  return support.node.tryFindChild(name) as Construct | undefined ?? new Construct(support, name);
}
