import { migrate } from '../lib/db/migrate'
import { diffDatabaseToSchema, withSchemaEngine } from '../lib/db/schema-engine'
import { tell } from './fault'
import { startTemporaryPostgres } from './postgres'

// npm run db:diff: the SQL that is missing in prisma/migrations for them to lead to prisma/schema.prisma.
const cluster = await startTemporaryPostgres()
try {
  await migrate(cluster.url)
  process.stdout.write(await withSchemaEngine(cluster.url, diffDatabaseToSchema))
} catch (error) {
  tell(error)
  process.exitCode = 1
} finally {
  await cluster.stop()
}
process.exit()
