/** `styles.unlayered.css`, made of the source as the package's is. */
declare module 'virtual:onwire-unlayered' {
  const css: string
  export default css
}
