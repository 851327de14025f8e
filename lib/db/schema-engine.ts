import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma', import.meta.url))
const SCHEMA_FILE = path.join(PRISMA_FOLDER, 'schema.prisma')
const NO_FILTERS = { externalTables: [], externalEnums: [] }

type Glue = typeof glue & { __wbg_set_wasm(exports: WebAssembly.Exports): void }

/**
 * Prisma's schema engine, compiled to WebAssembly: the native one is downloaded on first use, which a closed network forbids.
 * The package's own entry imports `.wasm` as a module, which Node cannot; so it is instantiated here.
 */
async function loadEngineClassOnce(): Promise<typeof SchemaEngine> {
  // The engine reports its own crashes here; without it they hide behind a TypeError.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  })
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports)
  ;(glue as Glue).__wbg_set_wasm(instance.exports)
  ;(instance.exports as unknown as { __wbindgen_start(): void }).__wbindgen_start()
  return glue.SchemaEngine
}

let engineClass: Promise<typeof SchemaEngine> | undefined
/** The glue holds one instance per process: a second one would read the first one's memory. */
const loadEngineClass = () => {
  engineClass ??= loadEngineClassOnce()
  return engineClass
}

const PG_CHAR = 18
const PG_TEXT = 25

/** What Prisma's adapter lacks for our schema; see `connect`. */
class MendedPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const inner = adapter as unknown as {
      client: { query(sql: string): Promise<unknown> }
      performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>
    }
    // It cuts a script at every semicolon; sent whole it is one transaction, and may hold function bodies.
    adapter.executeScript = async (script) => {
      await inner.client.query(script)
    }
    // It does not know the type "char", in which the catalogue describes constraints and partitioned tables.
    const charColumns = new WeakMap<object, number[]>()
    const performIO = inner.performIO.bind(adapter)
    inner.performIO = async (query) => {
      const result = await performIO(query)
      const columns = result.fields.flatMap((field, index) => (field.dataTypeID === PG_CHAR ? [index] : []))
      for (const index of columns) result.fields[index]!.dataTypeID = PG_TEXT
      charColumns.set(result.rows, columns)
      return result
    }
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
}

/** Opens an engine on the database for the length of one piece of work. */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,

    application_name: 'laddvakt migrate',
  })
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new MendedPg(pool, { disposeExternalPool: false }))
    const EngineClass = await loadEngineClass()
    const engine = await EngineClass.new(
      { datamodels: [[SCHEMA_FILE, readFileSync(SCHEMA_FILE, 'utf8')]] },
      () => undefined,
      factory,
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

/** The migrations in the tree, oldest first. */
export function readMigrations(): { readonly name: string; readonly sql: string }[] {
  const folder = path.join(PRISMA_FOLDER, 'migrations')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }))
}

function migrationList(): MigrationList {
  const lockfile = path.join(PRISMA_FOLDER, 'migrations', 'migration_lock.toml')
  return {
    baseDir: path.join(PRISMA_FOLDER, 'migrations'),
    lockfile: { path: 'migration_lock.toml', content: readFileSync(lockfile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations().map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

/** @returns the names of the migrations that were applied now */
export async function applyMigrations(engine: SchemaEngine): Promise<string[]> {
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: migrationList(),
    filters: NO_FILTERS,
  })
  return appliedMigrationNames
}

/** The SQL that leads from the database the engine is on to schema.prisma. */
export async function diffDatabaseToSchema(engine: SchemaEngine): Promise<string> {
  const files = [{ path: SCHEMA_FILE, content: readFileSync(SCHEMA_FILE, 'utf8') }]
  const from: DiffTarget = { tag: 'schemaDatasource', files, configDir: PRISMA_FOLDER }
  const diff = await engine.diff({
    from,
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: NO_FILTERS,
  })
  return diff.stdout ?? ''
}
