interface Words {
  (key: never): string
  has(key: never): boolean
}

/** An OCPP error code in words; a code of the maker's own as it is. @param words translations of `stations.error` */
export function errorWords(words: unknown, code: string): string {
  const translate = words as Words
  return translate.has(code as never) ? translate(code as never) : code
}
