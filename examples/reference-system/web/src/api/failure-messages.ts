import { ApiFailure, Unreachable } from './failure';
import { defineMessages } from '../i18n/messages';

const MESSAGES = defineMessages({
  unreachable: 'Sin respuesta del servidor. Comprueba la conexión e inténtalo de nuevo.',
  unauthorized: 'La sesión ha terminado. Vuelve a entrar.',
  forbidden: 'Tu usuario no puede hacer esto.',
  notFound: 'Ya no existe. Puede que alguien lo haya eliminado.',
  conflict: 'No se puede hacer en el estado en que está ahora.',
  stale: 'Alguien lo ha cambiado mientras tanto.',
  invalid: 'Hay datos que corregir.',
  tooMany: 'Demasiadas peticiones a la vez. Espera unos segundos e inténtalo de nuevo.',
  failed: 'El servidor ha fallado. Inténtalo de nuevo en un momento.',
  unexpected: 'Algo ha fallado en esta página. Recárgala.',
}, {
  unreachable: 'No answer from the server. Check the connection and try again.',
  unauthorized: 'The session has ended. Sign in again.',
  forbidden: 'Your user may not do this.',
  notFound: 'It is no longer there. Somebody may have deleted it.',
  conflict: 'It can’t be done in the state it is in now.',
  stale: 'Somebody changed it meanwhile.',
  invalid: 'Some of the data must be mended.',
  tooMany: 'Too many requests at once. Wait a few seconds and try again.',
  failed: 'The server failed. Try again in a moment.',
  unexpected: 'Something failed in this page. Reload it.',
});

type FailureMessage = keyof typeof MESSAGES.es;

const BY_STATUS: { readonly [status: number]: FailureMessage } = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  412: 'stale',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  428: 'stale',
  429: 'tooMany',
};

export const FAILURE_MESSAGES = MESSAGES;

/** Which of the messages tells of a failure. */
export function failureMessage(failure: unknown): FailureMessage {
  if (failure instanceof Unreachable) { return 'unreachable'; }
  if (failure instanceof ApiFailure) { return BY_STATUS[failure.status] ?? (failure.status >= 500 ? 'failed' : 'unexpected'); }
  return 'unexpected';
}
