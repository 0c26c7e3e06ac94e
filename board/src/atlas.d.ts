declare module "world-atlas/countries-50m.json" {
  const topology: object;
  export default topology;
}
declare module "*.css";
