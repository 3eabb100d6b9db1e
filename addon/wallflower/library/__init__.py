"""What people bring to and take from the library of people: archives of a person, and a folder of photographs."""
