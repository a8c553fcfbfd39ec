import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { asyncApiDocument } from './document';
import type { EventsDefinition } from '../../../contract/order-events-pipeline';
import { fail } from '../../private/fail';
import { inOrder } from '../../private/in-order';
import type { ItemSchema } from '../../private/item-schema';

export interface AsyncApiProps {
  readonly definition: EventsDefinition;
  /** As the topic has it. */
  readonly topicName?: string;
  readonly itemSchema?: ItemSchema;
}

/** Writes the AsyncAPI document of a pipeline's events into the cloud assembly: `<path of the pipeline>.asyncapi.json`. */
export class AsyncApi extends Construct {
  constructor(scope: Construct, id: string, { definition, topicName, itemSchema }: AsyncApiProps) {
    super(scope, id);
    const where = scope.node.path;
    if (itemSchema && (itemSchema.type ?? 'object') !== 'object') {
      fail({ where, what: 'itemSchema is no schema of items', given: itemSchema.type, allowed: 'JSON Schema of type object', fix: 'describe one item, or leave itemSchema out' });
    }
    const document = asyncApiDocument(definition, {
      title: `Events of ${definition.entity}s`,
      topicName: Token.isUnresolved(topicName) ? undefined : topicName,
      itemSchema: itemSchema && inOrder(itemSchema),
    });
    attachCustomSynthesis(this, {
      onSynthesize: ({ outdir }) => writeFileSync(join(outdir, `${where.replace(/\//g, '-')}.asyncapi.json`), `${JSON.stringify(document, null, 2)}\n`),
    });
  }
}
