import { CommandError, type Io } from '../../src/cli/command';

/** A terminal that remembers what it was told, and answers what the test says. */
export function fakeIo({ answers = [], env = {} }: { readonly answers?: string[]; readonly env?: Io['env'] } = {}) {
  const [printed, noted, asked]: string[][] = [[], [], []];
  const left = [...answers];
  const io: Io = {
    env,
    print: (line) => { printed.push(line); },
    note: (line) => { noted.push(line); },
    ask: async (question) => {
      asked.push(question);
      const answer = left.shift();
      if (answer === undefined) { throw new CommandError(`nobody answers: ${question}`); }
      return answer;
    },
  };
  return { ...io, printed, noted, asked };
}
