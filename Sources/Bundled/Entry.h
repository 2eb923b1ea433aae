// One file of the table: what it is called in NAME, where it lies, seen from here, in PATH; both are
// undefined again afterwards.
//
// The bytes stand in a struct because an array alone cannot be given an alignment here, and a struct
// must know their number: the file is read three times and kept once.
{NAME, (const struct { alignas(64) unsigned char bytes[sizeof (const unsigned char[]){
#embed PATH
}]; }){{
#embed PATH
}}.bytes, sizeof (const unsigned char[]){
#embed PATH
}},
#undef NAME
#undef PATH
