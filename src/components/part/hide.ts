/** Hides an element from eyes, without the stylesheet too. A server's HTML has no style: strict pages forbid that. */
export function hide(element: HTMLElement | null): void {
  if (element)
    Object.assign(element.style, {
      position: 'absolute',
      width: '1px',
      height: '1px',
      margin: '-1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    })
}
