/** Counts what passed and what failed, and says so as it goes. */
export class Tally {
  passed = 0;
  failed = 0;

  /** Adds the results of tests that something else has run and shown. */
  add({ passed, failed }) {
    this.passed += passed;
    this.failed += failed;
  }

  /**
   * Does one thing that passes unless it throws.
   *
   * @template T
   * @param {string} name
   * @param {() => T | Promise<T>} work
   * @returns {Promise<T | undefined>} undefined if it failed
   */
  async check(name, work) {
    const begin = performance.now();
    try {
      const result = await work();
      this.passed++;
      console.log(`ok ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.failed++;
      console.log(`FAILED ${name}: ${error.message}`);
      return undefined;
    }
  }
}
