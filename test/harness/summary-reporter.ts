import type { SerializedError } from 'vitest'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Says what was skipped and why, and ends with one line that a program can read: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = countTests(modules)
    counts.failed += unhandled.length
    const lines = skippedLines(modules)
    if (lines.length > 0) console.log(['Skipped:', ...lines, ''].join('\n'))
    const print = (): void => console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
    // Whatever else prints at the end of a run must come before the last line.
    if (process.argv.includes('--watch')) print()
    else process.once('exit', print)
  }
}

export function countTests(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    const failedBefore = counts.failed
    for (const test of module.children.allTests()) count(test, counts)
    // A file that cannot be loaded, or a hook that fails, has no failed test to show for it.
    if (counts.failed === failedBefore && module.state() === 'failed') counts.failed += 1
  }
  return counts
}

function count(test: TestCase, counts: Counts): void {
  const { state } = test.result()
  if (state === 'passed') counts.passed += 1
  else if (state === 'failed') counts.failed += 1
  else counts.skipped += 1
}

/** One line for every reason, with how many tests it kept from running. */
export function skippedLines(modules: readonly TestModule[]): string[] {
  const reasons = new Map<string, number>()
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const result = test.result()
      if (result.state !== 'skipped') continue
      const reason = result.note ?? `no reason given: ${module.relativeModuleId} > ${test.fullName}`
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
  }
  return [...reasons].map(([reason, tests]) => `  ${tests} × ${reason}`)
}
