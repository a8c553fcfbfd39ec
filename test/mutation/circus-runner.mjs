import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, sep } from 'node:path';
import { DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

/** A mutant under which a test waits for what never comes is told by its time, which no good test takes. */
const TEST_TIMEOUT_MS = 10_000;

/**
 * A property is tried for so long: most mutants show at its first values, and one that shows at none costs no minute. Those
 * of whole publications need MUTATION_PROPERTY_MS=3000.
 */
const PROPERTY_MS = Number(process.env.MUTATION_PROPERTY_MS ?? 400);

/**
 * Runs Jest's tests in one process, by jest-circus without Jest: what they stand on is loaded once, not once a mutant, which
 * takes a hundredth of the time. Mutants are switched while it runs. Left out are tests of bundles, whose code is built
 * before any mutant is there, and those that take Jest's own timers or module registry.
 * MUTATION_TESTS narrows them: a regular expression of their paths.
 */
class CircusRunner {
  static inject = tokens(commonTokens.logger);
  require = createRequire(join(process.cwd(), 'test', 'mutation', 'x.ts'));

  constructor(log) { this.log = log; }

  capabilities() { return { reloadEnvironment: false }; }

  async init() {
    global.__stryker__ ??= {};
    // Of one object for good: each mutated file keeps the one that it finds first.
    this.context.mutantCoverage = { static: {}, perTest: {} };
    process.env.TSX_TSCONFIG_PATH = join(process.cwd(), 'tsconfig.dev.json');
    this.require('tsx/cjs/api').register();
    this.removeTempFolder = this.require('../support/temp-folder.ts').ownTempFolder();
    limitProperties(this.require('fast-check'));
    const circus = this.circus = this.require('jest-circus');
    const { jestExpect } = this.require('@jest/expect');
    const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(global, { expect: jestExpect, describe, test, it, beforeAll, beforeEach, afterAll, afterEach, jest: this.jest() });
    circus.resetState();
    circus.getState().testTimeout = TEST_TIMEOUT_MS;
    for (const file of testFiles()) { describe(file.split(sep).join('/'), () => { this.require(join(process.cwd(), 'test', file)); }); }
    this.tests = new Map();
    this.ids = new Map();
    for (const test of testsOf(circus.getState().rootDescribeBlock)) {
      let id = nameOf(test);
      for (let n = 2; this.tests.has(id); n++) { id = `${nameOf(test)} (${n})`; } // those of a table may have one name
      this.tests.set(id, test);
      this.ids.set(test, id);
    }
    circus.addEventHandler((event) => { this.onEvent(event); });
  }

  /** What tests leave in the temporary directory goes. */
  dispose() { this.removeTempFolder(); }

  async dryRun({ coverageAnalysis }) {
    this.perTest = coverageAnalysis === 'perTest';
    const result = await this.run(() => true);
    const { perTest } = this.context.mutantCoverage;
    for (const [name, test] of this.tests) {
      for (let block = test.parent; block; block = block.parent) { add(perTest[name] ??= {}, perTest[beforeAllOf(block)]); }
    }
    for (const name of Object.keys(perTest)) { if (!this.tests.has(name)) { delete perTest[name]; } }
    return { ...result, mutantCoverage: this.context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const wanted = testFilter && new Set(testFilter);
    this.perTest = false;
    Object.assign(this.context, { hitLimit, hitCount: hitLimit ? 0 : undefined, activeMutant: activeMutant.id });
    const result = await this.run((name) => !wanted || wanted.has(name));
    const { hitCount } = this.context;
    this.context.activeMutant = undefined;
    if (hitLimit && hitCount > hitLimit) { return { status: 'timeout', reason: `Hit limit reached (${hitCount}/${hitLimit})` }; }
    return toMutantRunResult(result, disableBail);
  }

  get context() { return global.__stryker__; }

  async run(isWanted) {
    const env = { ...process.env };
    this.failed = false;
    for (const [name, test] of this.tests) {
      Object.assign(test, { errors: [], status: null, duration: null, startedAt: null });
      test.mode = isWanted(name) ? undefined : 'skip';
    }
    const state = this.circus.getState();
    state.unhandledErrors = [];
    await this.circus.run();
    process.env = env;
    return {
      status: DryRunStatus.Complete,
      tests: [...this.tests].filter(([, { mode }]) => mode !== 'skip').map(([name, { errors, duration }]) => ({
        id: name,
        name,
        timeSpentMs: duration ?? 0,
        ...(errors.length > 0 ? { status: TestStatus.Failed, failureMessage: messageOf(errors[0]) } : { status: TestStatus.Success }),
      })),
    };
  }

  /** One failing test kills a mutant: those after it are skipped. */
  onEvent({ name, test, hook }) {
    if (this.perTest && hook?.type === 'beforeAll') { this.context.currentTestId = name === 'hook_start' ? beforeAllOf(hook.parent) : undefined; }
    if (name === 'test_start') {
      if (this.failed) { test.mode = 'skip'; }
      if (this.perTest) { this.context.currentTestId = this.ids.get(test); }
    }
    if (name === 'test_done') {
      this.context.currentTestId = undefined;
      this.failed ||= test.errors.length > 0 && this.context.activeMutant !== undefined;
    }
  }

  /** What the tests take of Jest: mocks of functions, and a handler loaded anew. */
  jest() {
    const { ModuleMocker } = this.require('jest-mock');
    const mocker = new ModuleMocker(global);
    return {
      fn: (implementation) => mocker.fn(implementation),
      spyOn: (...of) => mocker.spyOn(...of),
      restoreAllMocks: () => mocker.restoreAllMocks(),
      requireActual: (path) => {
        const file = this.require.resolve(isAbsolute(path) ? path : join(process.cwd(), 'test', 'runtime', 'x', path));
        delete this.require.cache[file];
        return this.require(file);
      },
    };
  }
}

/**
 * Values that come after the time are taken for good. fast-check's own limit gives up a run that is under way, which then
 * goes on beside the next test, and fails a property whose first value takes longer.
 */
function limitProperties(fastCheck) {
  fastCheck.configureGlobal({ endOnFailure: true });
  const limited = (make) => (...args) => {
    const predicate = args.pop();
    let end;
    return make(...args, (...values) => {
      end ??= Date.now() + PROPERTY_MS;
      return Date.now() > end || predicate(...values);
    });
  };
  const { property, asyncProperty } = fastCheck;
  // What `import fc` names; its members can't be written.
  fastCheck.default = { ...fastCheck.default, property: limited(property), asyncProperty: limited(asyncProperty) };
}

function testFiles() {
  const wanted = new RegExp(process.env.MUTATION_TESTS ?? '');
  const files = ['contract', 'runtime'].flatMap((folder) => (
    readdirSync(join(process.cwd(), 'test', folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
  ));
  return files.filter((file) => /(?<!bundle)\.test\.ts$/.test(file) && wanted.test(file) && !takesMoreOfJest(file)).sort();
}

function takesMoreOfJest(file) {
  return /\bjest\.(?!fn|spyOn|restoreAllMocks|requireActual)\w+/.test(readFileSync(join(process.cwd(), 'test', file), 'utf8'));
}

function* testsOf({ children }) {
  for (const child of children) {
    if (child.type === 'test') { yield child; } else { yield* testsOf(child); }
  }
}

function nameOf({ name, parent }) {
  return parent?.parent ? `${nameOf(parent)} ${name}` : name;
}

/** Under what is reached before the tests of a block: it is reached for each of them. */
function beforeAllOf(block) {
  return `beforeAll of ${nameOf(block)}`;
}

function add(sum, counts = {}) {
  for (const [mutant, count] of Object.entries(counts)) { sum[mutant] = (sum[mutant] ?? 0) + count; }
}

function messageOf(error) {
  const [first] = [error].flat();
  return String(first?.message ?? first);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'circus', CircusRunner)];
