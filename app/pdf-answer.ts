import { fileAnswer } from '@/app/file-answer'

/** A PDF as a download. @param name without its ending; what a header cannot hold is replaced */
export const pdfAnswer = (bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
  fileAnswer(bytes, 'application/pdf', `${name.replace(/[^A-Za-z0-9-]/g, '_')}.pdf`)
