import type pg from 'pg'

/** A batch writer: writes all items in as few statements as it can and returns one result per item, in order. */
export interface Writer<Item = never, Result = unknown> {
  readonly name: string
  write(tx: Sql, items: readonly Item[]): Promise<readonly Result[]>
}

/** The one connection of the running transaction. Writers must use it and nothing else. */
export type Sql = Pick<pg.ClientBase, 'query'>

/** One item for one writer. */
export interface Write<Item = never, Result = unknown> {
  readonly writer: Writer<Item, Result>
  readonly item: Item
}
