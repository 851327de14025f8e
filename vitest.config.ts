import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** One way of testing per floor: rules (pure), doors (real PostgreSQL), server (real sockets). */
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)) }
const exclude = ['**/node_modules/**', '.next/**', 'e2e/**']

export default defineConfig({
  resolve: { alias },
  test: {
    // By default one core of two would stand idle. Each file has a database, ports and folders of its own; the database server has 100 connections.
    maxWorkers: Math.min(Math.max(availableParallelism(), 2), 3),
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts', '**/*.server.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'doors',
          include: ['**/*.db.test.ts'],
          exclude,
          setupFiles: ['lib/db/testing/own-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['**/*.server.test.ts'],
          exclude,
          setupFiles: ['lib/db/testing/own-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
