/** What an invoice can be downloaded as. */
export const FILE_FORMATS = ['pdf', 'xml', 'xlsx', 'csv', 'json'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
