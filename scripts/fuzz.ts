import { fuzzGateway } from '../fuzz/main'
import { tell } from './fault'
import { numberOption } from './number-option'
import { startTemporaryPostgres } from './postgres'

// npm run fuzz -- --frames=1000000 --seed=7: mutated frames at a gateway of its own, on a database of its own.
const { frames, seed } = readOptions()

function readOptions() {
  try {
    return { frames: numberOption('frames', 1_000_000), seed: numberOption('seed', 1 + (Date.now() % 1_000_000_000)) }
  } catch (error) {
    tell(error)
    process.exit(2)
  }
}

const cluster = await startTemporaryPostgres()
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => void cluster.stop().then(() => process.exit(1)))
try {
  await fuzzGateway(cluster.url, { frames, seed })
} catch (error) {
  tell(error)
  process.exitCode = 1
} finally {
  await cluster.stop()
}
process.exit()
