import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AbstractIntlMessages } from 'next-intl'
import type { Locale } from './locales'

const loaded = new Map<Locale, Promise<AbstractIntlMessages>>()

/** All words of a language: one file per namespace in messages/<locale>/, the file's name is the namespace. */
export function loadMessages(locale: Locale): Promise<AbstractIntlMessages> {
  // In development the files change under the running server.
  if (process.env.NODE_ENV !== 'production') return readMessages(locale)
  const known = loaded.get(locale)
  if (known) return known
  const fresh = readMessages(locale)
  loaded.set(locale, fresh)
  fresh.catch(() => loaded.delete(locale))
  return fresh
}

async function readMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const folder = path.join(process.cwd(), 'messages', locale)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const namespaces = await Promise.all(
    files.map(
      async (file) =>
        [file.slice(0, -'.json'.length), JSON.parse(await readFile(path.join(folder, file), 'utf8'))] as const,
    ),
  )
  return Object.fromEntries(namespaces)
}
