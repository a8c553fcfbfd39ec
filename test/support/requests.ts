import type { HttpRequest } from '../../src/runtime/kit/http';

/** A request as a flow gets it, freed from API Gateway's shapes. */
export function requestOf({ id, ...rest }: Partial<HttpRequest> & { readonly id?: string } = {}): HttpRequest {
  return {
    method: 'GET',
    route: '/v1/orders/{id}/invoice',
    pathParameters: id === undefined ? {} : { id },
    query: {},
    headers: {},
    claims: { sub: 'ana', token_use: 'id' },
    requestId: 'request-1',
    correlationId: 'correlation-1',
    ...rest,
  };
}
