import {
  arrangeBoard, columnBeside, neighbourOf, withoutTicket, withTicket, type Ticket,
} from '../../../../examples/reference-system/web/src/views/tickets/board';
import { draftFaults } from '../../../../examples/reference-system/web/src/views/tickets/ticket-draft';

function ticket(n: number, more: Partial<Ticket> = {}): Ticket {
  const time = `2026-11-24T10:00:0${n}.000Z`;
  return { id: `t${n}`, title: `Ticket ${n}`, description: 'Algo', status: 'OPEN', reporterId: 'ana', createdAt: time, updatedAt: time, version: 1, ...more };
}

const ids = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);

test('the board has a column a status, the newest first', () => {
  const board = arrangeBoard([ticket(1), ticket(3), ticket(2), ticket(4, { status: 'CLOSED' })], { text: '' });
  expect([ids(board.OPEN), ids(board.IN_PROGRESS), ids(board.CLOSED)]).toEqual([['t3', 't2', 't1'], [], ['t4']]);
});

test.each([
  ['camara', ['t1']],
  ['CÁMARA rota', ['t1']],
  ['luis', ['t2']],
  ['  ', ['t2', 't1']],
  ['cámara luis', []],
])('a search for %p finds every word, in any case and accent, in title, description and reporter', (text, found) => {
  const tickets = [ticket(1, { title: 'Cámara', description: 'Llegó rota' }), ticket(2, { reporterId: 'Luis' })];
  expect(ids(arrangeBoard(tickets, { text }).OPEN)).toEqual(found);
});

test('a filter by reporter keeps theirs alone', () => {
  expect(ids(arrangeBoard([ticket(1), ticket(2, { reporterId: 'luis' })], { text: '', reporterId: 'luis' }).OPEN)).toEqual(['t2']);
});

test('beside the last column there is none', () => {
  expect([columnBeside('OPEN', 1), columnBeside('OPEN', -1), columnBeside('CLOSED', 1), columnBeside('CLOSED', -1)]).toEqual(['IN_PROGRESS', undefined, undefined, 'IN_PROGRESS']);
});

test('when a ticket leaves, the one below gets the focus, else the one above, else none', () => {
  const column = [ticket(1), ticket(2), ticket(3)];
  expect([neighbourOf(column, 't1'), neighbourOf(column, 't3'), neighbourOf([ticket(1)], 't1')]).toEqual(['t2', 't2', undefined]);
});

test('a ticket takes its own place, or a new one', () => {
  const tickets = [ticket(1), ticket(2)];
  expect(withTicket(tickets, ticket(2, { title: 'x' })).map(({ title }) => title)).toEqual(['Ticket 1', 'x']);
  expect(ids(withTicket(tickets, ticket(3)))).toEqual(['t3', 't1', 't2']);
  expect(ids(withoutTicket(tickets, 't1'))).toEqual(['t2']);
});

test('a draft is refused for what is missing or too long, counted in code points', () => {
  const draft = { title: '👍'.repeat(200), description: ' \n', status: 'OPEN' as const, reporterId: 'x'.repeat(129) };
  expect(draftFaults(draft)).toEqual({ description: 'missing', reporterId: 'long' });
  expect(draftFaults({ ...draft, description: 'x', reporterId: 'y' })).toEqual({});
});
