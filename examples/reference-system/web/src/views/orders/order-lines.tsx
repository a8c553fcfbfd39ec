import { MESSAGES } from './messages';
import type { Order } from './order';
import { useMessages } from '../../i18n/messages';
import { useFormat } from '../../i18n/use-format';

export function OrderLines({ order }: { readonly order: Order }) {
  const messages = useMessages(MESSAGES);
  const format = useFormat();
  const money = (cents: number) => format.money(cents, order.currency);
  return (
    <>
      <table class="lines-table">
        <thead>
          <tr><th scope="col">{messages.product}</th><th scope="col" class="amount">{messages.quantity}</th><th scope="col" class="amount">{messages.unitPrice}</th><th scope="col" class="amount">{messages.amount}</th></tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.productId}>
              <th scope="row">{line.name}</th>
              <td class="amount number">{format.count(line.quantity)}</td>
              <td class="amount number">{money(line.unitPriceInCents)}</td>
              <td class="amount number">{money(line.amountInCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="totals">
        <div><dt>{messages.subtotal}</dt><dd class="number">{money(order.subtotalInCents)}</dd></div>
        <div><dt>{messages.tax}</dt><dd class="number">{money(order.taxInCents)}</dd></div>
        <div class="total"><dt>{messages.total}</dt><dd class="number">{money(order.totalInCents)}</dd></div>
      </dl>
    </>
  );
}
