import { advanceRuns } from './advance-runs'
import { startRuns } from './start-runs'

/** One beat of self-recovery: begins what is new, takes what is under way further. For the worker; harmless twice and by two at once. */
export async function recoverFaults(now: Date): Promise<void> {
  await startRuns(now)
  await advanceRuns(now)
}
