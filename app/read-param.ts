import { notFound } from 'next/navigation'
import { DomainError } from '@/lib/kernel/errors'

/** A page's query, as Next hands it over. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>
/** A page's path. */
export type Params<Name extends string> = Promise<Readonly<Record<Name, string>>>

/** A path's id; anything else is a page that does not exist. */
export function idParam(text: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(text)) notFound()
  return BigInt(text)
}

/**
 * A page's reads. What does not exist and what the reader may not see become the same page: telling them apart would tell too
 * much. Anything else is a fault and goes on to the error page.
 */
export async function orNotFound<Found>(read: Promise<Found>): Promise<Found> {
  try {
    return await read
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not-found' || error.code === 'forbidden')) notFound()
    throw error
  }
}

/** The first value of a query parameter, trimmed; undefined when absent or empty. */
export function queryParam(value: string | readonly string[] | undefined): string | undefined {
  const first = typeof value === 'string' ? value : value?.[0]
  return first?.trim() || undefined
}

/** The words a page's query holds under these names; absent and empty ones are left out. */
export const queryWords = <Name extends string>(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  names: readonly Name[],
): Partial<Record<Name, string>> =>
  Object.fromEntries(names.map((name) => [name, queryParam(query[name])]).filter(([, word]) => word)) as Partial<
    Record<Name, string>
  >
