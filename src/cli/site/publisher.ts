import { CloudFormationClient, DescribeStackResourceCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CommandError, UsageError } from '../command';

/** What the constructs call the resource that publishes. */
const PUBLICATION = 'Custom::SitePublication';
/** A publication ends within 15 minutes. */
const TIMEOUT_MS = 16 * 60_000;

export interface SiteOf {
  readonly stack: string;
  /** How the logical id of the site begins; needed only where the stack has several. */
  readonly site?: string;
}

/** Asks the publisher of a deployed site. @throws CommandError with what it says when it fails */
export async function askPublisher<T>(of: SiteOf, payload: object): Promise<T> {
  const name = await publisherOf(of);
  const client = new LambdaClient({ maxAttempts: 1, requestHandler: { requestTimeout: TIMEOUT_MS } }); // a second attempt would meet the first
  const { FunctionError: failed, Payload: bytes } = await client.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }));
  const answer = JSON.parse(Buffer.from(bytes!).toString('utf8'));
  if (failed) { throw new CommandError(`the publisher ${name} failed: ${answer.errorMessage ?? failed}`); }
  return answer;
}

/** The name of the function behind the site's publication. */
async function publisherOf({ stack, site }: SiteOf): Promise<string> {
  const cloudFormation = new CloudFormationClient({});
  const { TemplateBody: body } = await cloudFormation.send(new GetTemplateCommand({ StackName: stack, TemplateStage: 'Processed' }));
  const { Resources: resources = {} } = JSON.parse(body!) as { Resources?: { [id: string]: { Type: string; Properties?: any } } };
  const ids = Object.keys(resources).filter((id) => resources[id].Type === PUBLICATION);
  const handler = resources[chosen(ids, stack, site)].Properties.ServiceToken['Fn::GetAtt'][0];
  const resource = new DescribeStackResourceCommand({ StackName: stack, LogicalResourceId: handler });
  const { StackResourceDetail: detail } = await cloudFormation.send(resource);
  return detail!.PhysicalResourceId!;
}

function chosen(ids: readonly string[], stack: string, site: string | undefined): string {
  if (ids.length === 0) { throw new CommandError(`stack ${stack} holds no SecureStaticSite: name the stack in which it is`); }
  const allowed = `Allowed: ${ids.join(', ')}`;
  const found = site === undefined ? ids : ids.filter((id) => id.startsWith(site));
  if (found.length === 0) { throw new UsageError(`no site of stack ${stack} begins with ${site}. ${allowed}`); }
  if (found.length > 1) { throw new UsageError(`stack ${stack} holds ${found.length} sites: name one by --site. ${allowed}`); }
  return found[0];
}
