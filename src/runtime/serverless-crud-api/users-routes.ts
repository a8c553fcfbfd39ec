import type { CrudPorts } from './crud-ports';
import { crudRoutes } from './crud-routes';
import { itemAnswer } from './item-answer';
import { settleUser, type Logins } from './users-flow';
import { userRows, usersStore } from './users-items';
import type { ResourceValidators, SchemaValidator } from '../../contract/serverless-crud-api';
import { Conflict } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

/**
 * Answers as any resource's routes do, but for a creation: it is answered when the user is ACTIVE. One that is repeated
 * under its Idempotency-Key goes on with the user that was begun then.
 */
export function usersRoutes(ports: CrudPorts, logins: Logins): (request: HttpRequest) => Promise<HttpResponse> {
  const { definition, store, validators } = ports;
  const crud = crudRoutes({ ...ports, validators: withEmailInLowerCase(validators), store: usersStore(store, logins) });
  const settled = async (answer: HttpResponse): Promise<HttpResponse> => {
    const location = answer.headers!.Location;
    const { user, refusal } = await settleUser(location.slice(definition.name.length + 1), { rows: userRows(store), logins });
    if (refusal) { throw refusal; }
    if (!user) { throw new Conflict('The user that was made under this Idempotency-Key is gone: the user pool refused it, or it was deleted. Send another key.'); }
    return itemAnswer(201, user, definition, answer.headers);
  };
  return async (request) => {
    const answer = await crud(request);
    return answer.status === 201 ? settled(answer) : answer;
  };
}

/** The pool tells no upper from lower case in a name to sign in with, so that the e-mails of two users must differ in more. */
function withEmailInLowerCase(validators: ResourceValidators): ResourceValidators {
  const lowered = (validator: SchemaValidator): SchemaValidator => {
    const wrapped: SchemaValidator = (value) => {
      const sent = value as { email?: unknown };
      if (typeof sent.email === 'string') { sent.email = sent.email.toLowerCase(); }
      const isValid = validator(value);
      wrapped.errors = validator.errors;
      return isValid;
    };
    return wrapped;
  };
  return { ...validators, item: lowered(validators.item), patch: lowered(validators.patch) };
}
