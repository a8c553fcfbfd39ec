/** The value of an identifier of an expression; undefined where it is missing. */
export type Lookup = (id: string) => number | undefined;

export interface MathContext {
  readonly lookup: Lookup;
  /** What SERVICE_QUOTA gives. */
  readonly serviceQuota?: number;
}

type Evaluate = (context: MathContext) => number | undefined;

/**
 * The part of CloudWatch's metric math that alarms use: numbers, identifiers, + - * /, comparisons, AND, OR, IF, FILL with a number,
 * and SERVICE_QUOTA. Where an operand is missing, so is the result.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws an error that says what of the expression is not simulated
 */
export function parseMath(expression: string): Evaluate {
  const tokens = expression.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|>=|<=|==|!=|&&|\|\||\S/g) ?? [];
  let at = 0;
  const refuse = (): never => { throw new Error(`${expression} is not simulated`); };
  const take = (token: string) => tokens[at] === token && at++ >= 0;
  const expect = (token: string) => { if (!take(token)) { refuse(); } };

  const binary = (next: () => Evaluate, operators: { readonly [token: string]: (a: number, b: number) => number }) => (): Evaluate => {
    let left = next();
    while (Object.hasOwn(operators, tokens[at] ?? '')) {
      const operator = operators[tokens[at++]];
      const [a, b] = [left, next()];
      left = (context) => {
        const [x, y] = [a(context), b(context)];
        const value = x === undefined || y === undefined ? undefined : operator(x, y);
        return Number.isFinite(value) ? value : undefined; // what divides by nothing has no value
      };
    }
    return left;
  };
  const is = (test: (a: number, b: number) => boolean) => (a: number, b: number) => test(a, b) ? 1 : 0;

  const primary = (): Evaluate => {
    const token = tokens[at++];
    if (token === undefined) { return refuse(); }
    if (token === '(') {
      const inner = whole();
      expect(')');
      return inner;
    }
    if (token === '-') {
      const negated = primary();
      return (context) => { const value = negated(context); return value === undefined ? undefined : -value; };
    }
    if (/^\d/.test(token)) { return () => Number(token); }
    if (!/^[A-Za-z_]/.test(token)) { return refuse(); }
    if (tokens[at] === '(') { return call(token); }
    return ({ lookup }) => lookup(token);
  };
  const call = (name: string): Evaluate => {
    expect('(');
    const args = [whole()];
    while (take(',')) { args.push(whole()); }
    expect(')');
    const [first, second, third] = args;
    if (name === 'IF' && args.length === 3) {
      return (context) => { const test = first(context); return test === undefined ? undefined : (test ? second : third)(context); };
    }
    if (name === 'FILL' && args.length === 2) { return (context) => first(context) ?? second(context); }
    if (name === 'SERVICE_QUOTA' && args.length === 1) { return ({ serviceQuota }) => serviceQuota; }
    return refuse();
  };
  const product = binary(primary, { '*': (a, b) => a * b, '/': (a, b) => a / b });
  const sum = binary(product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
  const comparison = binary(sum, {
    '>=': is((a, b) => a >= b), '<=': is((a, b) => a <= b), '==': is((a, b) => a === b), '!=': is((a, b) => a !== b), '>': is((a, b) => a > b), '<': is((a, b) => a < b),
  });
  const both = is((a, b) => a !== 0 && b !== 0);
  const either = is((a, b) => a !== 0 || b !== 0);
  const conjunction = binary(comparison, { 'AND': both, '&&': both });
  const whole: () => Evaluate = binary(conjunction, { 'OR': either, '||': either });

  const evaluate = whole();
  if (at < tokens.length) { refuse(); }
  return evaluate;
}
