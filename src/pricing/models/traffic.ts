import { Resource } from '../assembly';
import { Model, ResourceModel } from '../model';
import { Relation } from '../relations';

/** Free, but what is said of it says where an API's requests go. */
export const METHOD: ResourceModel = {
  usage: { weight: { unit: 'times', about: 'as many of its API\'s requests as a method of weight 1', assumed: 1 } },
  lines: () => [],
};

/** Requests that a gateway takes for a function, those that its cache answers included. */
export function requestsFor({ from, routes }: Relation, model: Model): number {
  return model.usage(from, 'requests') * shareOf(routes!.own, routes!.all, model);
}

/** Requests that reach the function. */
export function requestsReaching(relation: Relation, model: Model): number {
  const { from, routes } = relation;
  const { stage, cached, all } = routes!;
  const hits = stage ? model.usage(from, 'requests') * shareOf(cached, all, model) * model.usage(stage, 'cacheHitShare') : 0;
  return requestsFor(relation, model) - hits;
}

/** @returns the part of an API's requests that go to some of its methods */
export function shareOf(some: readonly Resource[], all: readonly Resource[], model: Model): number {
  const weight = (methods: readonly Resource[]) => methods.reduce((sum, method) => sum + (model.isGiven(method, 'weight') ? model.usage(method, 'weight') : 1), 0);
  return weight(some) / (weight(all) || 1);
}
