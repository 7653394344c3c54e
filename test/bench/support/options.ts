/** What stands behind `--name=` among the arguments of a benchmark. */
export function optionsOf(args: readonly string[]) {
  const text = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
  return { text, number: (name: string, usual: number) => Number(text(name) ?? usual) };
}
