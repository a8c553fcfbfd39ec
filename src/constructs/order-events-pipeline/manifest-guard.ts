import { attachCustomSynthesis, aws_sns as sns, aws_sqs as sqs, CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { describe, type Mistake } from '../private/fail';
import { useManifest, WRITE_MANIFEST, type NamedShape, type PipelineShape } from '../private/manifest-file';

/** The topic and queues of a pipeline as they now are. */
export interface GuardedPipeline {
  readonly ordering: string;
  readonly topic: sns.Topic;
  readonly queues: ReadonlyMap<string, sqs.Queue>;
}

type Finding = Omit<Mistake, 'where'>;

/** Compares a pipeline with the manifest, which tells what is deployed, or writes it where the context says so. */
export class PipelineManifestGuard extends Construct {
  /** @param file path, from the folder in which the app runs */
  constructor(scope: Construct, id: string, file: string, private readonly pipeline: GuardedPipeline) {
    super(scope, id);
    const manifest = useManifest(scope, 'pipelines', file, 'no change of the pipeline');
    if (manifest.kind === 'write') { attachCustomSynthesis(this, { onSynthesize: () => manifest.write(this.shape()) }); }
    if (manifest.kind === 'compare') {
      const losses = () => findLosses(manifest.old, this.shape(), Stack.of(this).stackName);
      this.node.addValidation({ validate: () => losses().map((finding) => describe({ where: scope.node.path, ...finding })) });
    }
  }

  private shape(): PipelineShape {
    const { ordering, topic, queues } = this.pipeline;
    return {
      ordering,
      topic: shapeOf(topic, 'topicName'),
      queues: Object.fromEntries([...queues].map(([worker, queue]) => [worker, shapeOf(queue, 'queueName')])),
    };
  }
}

/** Each change from `old` to `now` that would lose messages. A worker that goes is meant to go, and what waits for it with it. */
function findLosses(old: PipelineShape, now: PipelineShape, stackName: string): Finding[] {
  if (old.ordering !== now.ordering) {
    return [{
      what: `ordering was ${old.ordering} and would be ${now.ordering}, so that the topic and every queue would be replaced, and what is in them lost`,
      given: now.ordering,
      allowed: `${JSON.stringify(old.ordering)}, as deployed`,
      fix: 'add a second pipeline with the new ordering beside this one, and its workers; deploy; take the workers out of this one’s code last, '
        + `once its queues are empty (npx serverless-inteligente dlq list --stack ${stackName}, and the queues’ own metrics); then take this one out, deploy, `
        + `and write the manifest anew (${WRITE_MANIFEST})`,
    }];
  }
  const topic = difference(old.topic, now.topic);
  const queues = Object.entries(old.queues).flatMap(([worker, queue]): Finding[] => {
    const change = Object.hasOwn(now.queues, worker) ? difference(queue, now.queues[worker]) : undefined;
    return change === undefined ? [] : [replacement(`the queue of '${worker}' would be replaced, and what is in it lost: its ${change}`)];
  });
  return [...topic === undefined ? [] : [replacement(`the topic would be replaced: its ${topic}`)], ...queues];
}

function replacement(what: string): Finding {
  return {
    what,
    allowed: 'the logical id and name it has',
    fix: `take the change back; to rename it, add a worker, or a pipeline, of another name beside it, let the old one’s queue run empty, take it out and write the manifest anew (${WRITE_MANIFEST})`,
  };
}

function difference(old: NamedShape, now: NamedShape): string | undefined {
  if (old.logicalId !== now.logicalId) { return `logical id was ${old.logicalId} and would be ${now.logicalId}`; }
  const name = ({ name: given = 'made by CloudFormation' }: NamedShape) => given;
  return name(old) === name(now) ? undefined : `name was ${name(old)} and would be ${name(now)}`;
}

/** Read from the template's own resource, so that what was changed behind the construct's back counts, too. */
function shapeOf(construct: Construct, property: 'topicName' | 'queueName'): NamedShape {
  const resource = construct.node.defaultChild as CfnResource & { readonly [name in typeof property]?: string };
  const stack = Stack.of(construct);
  const name = stack.resolve(resource[property]);
  return { logicalId: String(stack.resolve(resource.logicalId)), ...(name !== undefined && { name: typeof name === 'string' ? name : JSON.stringify(name) }) };
}
