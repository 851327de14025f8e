import { bench } from '../bench/main'
import { tell } from './fault'
import { startTemporaryPostgres } from './postgres'

// npm run bench: the gateway beside a bare echo server, on a durable database of its own.
const cluster = await startTemporaryPostgres({ durable: true })
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => void cluster.stop().then(() => process.exit(1)))
try {
  await bench(cluster.url)
} catch (error) {
  tell(error)
  process.exitCode = 1
} finally {
  await cluster.stop()
}
process.exit()
