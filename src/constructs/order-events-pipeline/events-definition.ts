import { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Ordering, type OrderEventsPipelineProps } from './props';
import { keysOf, streamViewOf } from './source-table';
import type { EventsDefinition } from '../../contract/order-events-pipeline';
import { SERVER_ATTRIBUTES } from '../../contract/serverless-crud-api';
import { checkPattern } from '../private/check';
import { fail } from '../private/fail';

/** Props made whole. @throws a synth error for a table without a fitting stream, and for names that can't be */
export function eventsDefinition(scope: Construct, props: OrderEventsPipelineProps): EventsDefinition {
  checkStream(scope, props.source);
  const { mapping = {} } = props;
  const entity = mapping.entity ?? 'order';
  const prefix = entity.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  const definition: EventsDefinition = {
    source: props.eventSource ?? `/${entity}s`,
    keyAttribute: props.keyAttribute ?? keysOf(props.source)?.partitionKey ?? 'id',
    entity,
    types: {
      created: mapping.created ?? `${prefix}_CREATED`,
      updated: mapping.updated ?? `${prefix}_UPDATED`,
      cancelled: mapping.cancelled ?? `${prefix}_CANCELLED`,
      ...(mapping.expired !== undefined && { expired: mapping.expired }),
    },
    ...(mapping.cancelledWhen && { cancelledWhen: { attribute: mapping.cancelledWhen.attribute, values: [...mapping.cancelledWhen.values] } }),
    ordered: props.ordering === Ordering.PER_KEY,
  };
  check(scope.node.path, definition);
  return definition;
}

/** The types a pipeline publishes, in the order of a life. */
export function eventTypesOf({ types }: EventsDefinition): string[] {
  return [types.created, types.updated, types.cancelled, ...(types.expired === undefined ? [] : [types.expired])];
}

function check(where: string, definition: EventsDefinition) {
  const { entity, source, cancelledWhen } = definition;
  checkPattern(where, 'mapping.entity', entity, /^[a-z][A-Za-z0-9]{0,39}$/, 'a lower-case letter, then up to 39 letters or digits');
  if (entity === 'previous' || entity === 'truncated') {
    fail({ where, what: 'mapping.entity is a member of data already', given: entity, allowed: 'any name but previous and truncated', fix: 'choose another name' });
  }
  checkPattern(where, 'eventSource', source, /^[!#$&-;=?-Z_a-z~%[\]]{1,256}$/, 'a URI reference of 1 to 256 characters (RFC 3986)');
  const types = eventTypesOf(definition);
  for (const type of types) { checkPattern(where, 'a type of mapping', type, /^[A-Za-z][A-Za-z0-9._-]{0,99}$/, 'a letter, then up to 99 letters, digits, dots, _ or -'); }
  if (new Set(types).size < types.length) {
    fail({ where, what: 'two types of mapping are the same', given: types, allowed: 'types that differ, so that workers can tell them', fix: 'rename one' });
  }
  if (cancelledWhen && (cancelledWhen.values.length === 0 || (SERVER_ATTRIBUTES as readonly string[]).includes(cancelledWhen.attribute))) {
    fail({
      where,
      what: 'mapping.cancelledWhen can never hold',
      given: cancelledWhen,
      allowed: 'an attribute that clients set, and at least one value',
      fix: "name both, such as { attribute: 'status', values: ['CANCELLED'] }",
    });
  }
}

function checkStream(scope: Construct, source: dynamodb.ITable) {
  const fix = 'give the table stream (a TableV2 dynamoStream): dynamodb.StreamViewType.NEW_AND_OLD_IMAGES, a ServerlessCrudApi resource changeStream: true, an imported table its tableStreamArn';
  const where = scope.node.path;
  const view = streamViewOf(source);
  if (view === 'none') {
    fail({ where, what: 'the source has no stream', given: source.node.path, allowed: 'a table with a stream of new and old images', fix });
  }
  if (view !== undefined && view !== dynamodb.StreamViewType.NEW_AND_OLD_IMAGES) {
    fail({ where, what: 'the stream of the source does not hold what changed', given: view, allowed: 'NEW_AND_OLD_IMAGES', fix });
  }
}
