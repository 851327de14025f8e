// Types must check in a fresh clone, before Next has written its own declarations.
declare module '*.css'
