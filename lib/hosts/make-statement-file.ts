import type { MadeFile } from '../mailings/attachment'
import type { Statement } from './statement'
import { statementPdf } from './statement-pdf'

/** An issued statement as the file its host gets. */
export async function makeStatementFile(statement: Statement): Promise<MadeFile> {
  const name = statement.language === 'sv' ? 'avrakning' : 'statement'
  return {
    fileName: `${name}-${statement.number}.pdf`,
    contentType: 'application/pdf',
    content: await statementPdf(statement),
  }
}
