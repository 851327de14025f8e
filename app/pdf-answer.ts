/** A PDF as a download. @param name without its ending; what a header cannot hold is replaced */
export const pdfAnswer = (bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
  new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9-]/g, '_')}.pdf"`,
      'cache-control': 'no-store',
    },
  })
