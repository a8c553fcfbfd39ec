/** What the person at the keyboard can mend. Its message says how; a stack trace would add nothing. */
export class CannotStart extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CannotStart';
  }
}
