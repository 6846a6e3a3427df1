/** Adds up jest's reports, a line each and one for all; fails when a report is missing or empty. */
import { readFileSync } from 'node:fs';

const totals = { passed: 0, failed: 0 };
let isWhole = true;
for (const file of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const { numPassedTests, numFailedTests, numTotalTests, numRuntimeErrorTestSuites } = report;
    console.log(
      `Tests: ${numFailedTests} failed, ${numPassedTests} passed, ${numTotalTests} total`,
    );
    totals.passed += numPassedTests;
    totals.failed += numFailedTests + numRuntimeErrorTestSuites;
    // A test that was skipped has shown nothing.
    isWhole &&= numTotalTests > 0 && numPassedTests === numTotalTests;
  } catch (error) {
    console.log(`No report: ${error.message}`);
    isWhole = false;
  }
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(isWhole && totals.failed === 0 ? 0 : 1);
